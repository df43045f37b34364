using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.ContinueImport;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.PromoteImport;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.StageImport;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports;

/// <summary>
/// Carries a run from where it stands to its end: read, judge, stage in chunks, promote once. Killed anywhere, the next
/// call goes on after the last committed chunk; two processes never work on one run.
/// </summary>
public sealed class ImportRunner(
    NpgsqlDataSource source,
    IServiceScopeFactory scopes,
    ServiceDispatchers dispatchers,
    ImportFiles files,
    TimeProvider clock,
    ILogger<ImportRunner> log)
{
    // The first chunks are small, so that whoever waits sees at once how it goes.
    private const int FirstChunkRows = 500;
    private const int ChunkRows = 16_000;
    private const int ChunksAhead = 2;

    /// <returns>The run at its end; or that another process works on it, or what broke.</returns>
    public async Task<Result<ImportRun>> RunAsync(Guid id, IProgress<ImportRun>? progress, CancellationToken ct)
    {
        await using var turn = await AdvisoryLock.TryTakeAsync(source, $"post.import.{id}", ct);
        if (turn is null) return new ImportBusy();
        if (await FindAsync(id, ct) is not { } run) return new NotFound("This import");
        if (run.Ended) return run;

        var dispatcher = dispatchers.As(ServiceAccounts.Importer(clock) with { ParentEvent = run.RootEvent });
        try
        {
            if (await AdvanceAsync(dispatcher, run, progress, ct) is { } refusal)
            {
                await dispatcher.Send(new FailImportCommand(id, refusal.Text), CancellationToken.None);
                return refusal;
            }
        }
        catch (BrokenFileException broken)
        {
            await dispatcher.Send(new RefuseImportCommand(id, broken.Refusal.Text), CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Import {Run} broke", id);
            await dispatcher.Send(new FailImportCommand(id, "Reading the file broke. It can be continued."), CancellationToken.None);
            return new Failed(id.ToString());
        }

        return (await FindAsync(id, ct))!;
    }

    private async Task<Refusal?> AdvanceAsync(IDispatcher dispatcher, ImportRun run, IProgress<ImportRun>? progress, CancellationToken ct)
    {
        if (run.State is ImportState.Received or ImportState.Staging)
        {
            var read = await StageAsync(dispatcher, run, progress, ct);
            if (read.Refused) return read.Refusal;
            var staged = await dispatcher.Send(new FinishStagingCommand(run.Id, read.Value.Checker), ct);
            if (staged.Refused) return staged.Refusal;
            if (staged.Value is not ImportState.Staged) return null;
        }

        progress?.Report((await FindAsync(run.Id, ct))!);
        return (await dispatcher.Send(new PromoteImportCommand(run.Id), ct)).Refusal;
    }

    private async Task<Result<Reading>> StageAsync(IDispatcher dispatcher, ImportRun run, IProgress<ImportRun>? progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenUnder(run.RootEvent ?? run.Id);
        var kind = scope.ServiceProvider.GetRequiredService<ImportKinds>().Find(run.Kind)!;
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        await session.OpenAsync(ct);
        var profile = run.ProfileId is { } id ? await scope.ServiceProvider.GetRequiredService<ImportProfiles>().FindAsync(id, ct) : null;
        var begun = await BegunAsync(kind, run, session.Connection, ct);
        var asked = new Reading(kind, profile, kind.Begin(run));

        // Reading, judging and encoding on one core, writing on the other; two chunks ahead and no more, so memory stays flat.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var chunks = Channel.CreateBounded<Chunk>(ChunksAhead);
        var reading = Task.Run(() => ReadAsync(asked, run, begun, chunks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in chunks.Reader.ReadAllAsync(ct))
            {
                var done = await dispatcher.Send(new StageChunkCommand(run.Id, chunk.Rows, chunk.CountsAfter, chunk.BytesRead), ct);
                if (done.Refusal is { } refusal) return refusal;
                progress?.Report(run with { State = ImportState.Staging, Counts = chunk.CountsAfter, BytesRead = chunk.BytesRead });
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return asked;
    }

    private async Task ReadAsync(Reading reading, ImportRun run, Begun begun, ChannelWriter<Chunk> to, CancellationToken ct)
    {
        try
        {
            await using var stream = ImportFile.Open(files.PathOf(run.FileSha256));
            using var file = new ImportReading(stream, run, reading.Kind, reading.Profile);
            var counts = begun.Counts;
            var rows = new StagingRows(reading.Kind, run.Id);
            var room = FirstChunkRows;
            foreach (var judged in file.Judge(reading.Checker, begun.LastRow))
            {
                counts = Count(counts, judged.Verdict);
                rows.Add(judged);
                if (rows.Count < room) continue;
                await to.WriteAsync(new Chunk(rows.Take(), counts, stream.Position), ct);
                room = Math.Min(ChunkRows, room * 2);
            }

            if (rows.Count > 0) await to.WriteAsync(new Chunk(rows.Take(), counts, run.FileBytes), ct);
            to.Complete(file.Refusal is { } broken ? new BrokenFileException(broken) : null);
        }
        catch (Exception failure)
        {
            // Handed to the writing side, which ends the run with it.
            to.Complete(failure);
        }
    }

    private static ImportCounts Count(ImportCounts counts, ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.Accepted => counts with { Rows = counts.Rows + 1, Accepted = counts.Accepted + 1 },
        ImportVerdict.Held => counts with { Rows = counts.Rows + 1, Held = counts.Held + 1 },
        ImportVerdict.Rejected => counts with { Rows = counts.Rows + 1, Rejected = counts.Rejected + 1 },
        _ => counts with { Rows = counts.Rows + 1, Unchanged = counts.Unchanged + 1 },
    };

    private static async Task<Begun> BegunAsync(IImportKind kind, ImportRun run, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select coalesce(max(row_no), 0) from {kind.StagingTable} where run_id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        var last = (long)(await command.ExecuteScalarAsync(ct))!;
        return new Begun(last, last == 0 ? ImportCounts.Zero : run.Counts);
    }

    private async Task<ImportRun?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTicket>().OpenForBooks();
        return await scope.ServiceProvider.GetRequiredService<ImportRuns>().FindAsync(id, ct);
    }

    private sealed record Reading(IImportKind Kind, ImportProfile? Profile, IRowChecker Checker);

    // Only the end of a workbook shows whether it is whole; what was read until then was staged, and none of it goes in.
    private sealed class BrokenFileException(ReadingRefusal refusal) : Exception(refusal.Text)
    {
        public ReadingRefusal Refusal { get; } = refusal;
    }

    private sealed record Begun(long LastRow, ImportCounts Counts);

    private sealed record Chunk(CopyRows Rows, ImportCounts CountsAfter, long BytesRead);
}
