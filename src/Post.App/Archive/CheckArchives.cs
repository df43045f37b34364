using System.Globalization;
using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Work;
using Post.Verifier.Archive;

namespace Post.App.Archive;

/// <summary>Reads archived months and compares every file with the digest on record; what is damaged or gone is noted and shown.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("log.archives.checked", DataClass.None)]
internal sealed record CheckArchivesCommand : ICommand<Done>;

internal sealed class CheckArchivesHandler(ArchiveBook book, ArchiveSettings settings, ChangeContext change, TimeProvider clock)
    : IRequestHandler<CheckArchivesCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CheckArchivesCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = new List<(ArchiveRow Row, string? Damage)>();
        foreach (var row in (await book.AllAsync(ct)).Where(a => a.CheckedAt is null || a.Damage is not null || now - a.CheckedAt >= settings.CheckEvery))
        {
            var wrong = await DigestList.CheckAsync(row.Folder, row.Digest, ct);
            found.Add((row, wrong.Count == 0 ? null : string.Join(' ', wrong.Take(5))));
        }

        foreach (var (row, damage) in found) await book.CheckedAsync(row.Month, damage, now, ct);
        change.Summarise(string.Create(CultureInfo.InvariantCulture, $"{found.Count} months checked, {found.Count(f => f.Damage is not null)} damaged"));
        return Done.Instance;
    }
}

/// <summary>An archived month of the log is damaged or gone.</summary>
internal sealed class DamagedArchiveQueue(DbSession session) : IWorkQueue
{
    public string Title => "Archive of the log damaged";
    public string Link => "/staff/jobs#archive";
    public string Permission => KernelPermissions.Operate;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select count(*)::int, min(checked_at) from kernel.log_archive where damage is not null", session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetInt32(0) == 0
            ? QueueState.Empty
            : new QueueState(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), "a file of an archived month is not what was recorded; the log itself is not touched by it");
    }
}
