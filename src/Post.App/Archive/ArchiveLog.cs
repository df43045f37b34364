using System.Globalization;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Verifier;
using Post.Verifier.Archive;
using Post.Verifier.Sources;

namespace Post.App.Archive;

/// <summary>Writes each closed month of the log to the archive, once: sealed to its end, seen by the witness, verified from its files.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("log.archived", DataClass.Restricted, Fields = ["log"])]
internal sealed record ArchiveLogCommand : ICommand<Done>;

internal sealed class ArchiveLogHandler(ArchiveBook book, ArchiveSettings settings, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ArchiveLogCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ArchiveLogCommand command, CancellationToken ct)
    {
        if (settings is not { Folder: { } folder, Verifier: { } verifier })
        {
            change.Summarise("No archive is set (Post:LogArchive:Folder and the verifier's login)");
            return Done.Instance;
        }

        Directory.CreateDirectory(folder);
        var archive = new MonthArchive(folder);
        var options = new VerifyOptions { Witness = settings.Witness };
        await using var source = await DatabaseSource.OpenAsync(verifier, ct);
        // All is read and written before the first row: a transaction that has changed nothing holds no seal back.
        var written = new List<ArchivedMonth>();
        foreach (var month in await DueAsync(source, ct))
        {
            if (await archive.WriteAsync(source, month, options, ct) is { } whole) written.Add(whole);
        }

        foreach (var month in written) await book.AddAsync(month, settings.Witness is not null, clock.GetUtcNow(), ct);
        Tell(written);
        return Done.Instance;
    }

    private async Task<IReadOnlyList<DateOnly>> DueAsync(DatabaseSource source, CancellationToken ct)
    {
        if (await MonthArchive.FirstMonthAsync(source, ct) is not { } first) return [];
        var archived = (await book.AllAsync(ct)).Select(a => a.Month).ToHashSet();
        // A month of the log is one of the database's clock, in UTC.
        var rested = (clock.GetUtcNow() - settings.Rest).UtcDateTime;
        var open = new DateOnly(rested.Year, rested.Month, 1);
        var due = new List<DateOnly>();
        for (var month = first; month < open; month = month.AddMonths(1))
        {
            if (!archived.Contains(month)) due.Add(month);
        }

        return due;
    }

    private void Tell(List<ArchivedMonth> written)
    {
        if (written.Count == 0)
        {
            change.Summarise("No month was due, or it is not sealed and witnessed yet");
            return;
        }

        change.Summarise(string.Join("; ", written.Select(m => string.Create(
            CultureInfo.InvariantCulture, $"{m.Month:yyyy-MM}: {m.Events} events, places {m.First} to {m.End}, digest {Convert.ToHexStringLower(m.Digest)}"))));
        change.Artefact(written[^1].Digest);
        change.Rows((int)Math.Min(written.Sum(m => m.Events), int.MaxValue));
    }
}
