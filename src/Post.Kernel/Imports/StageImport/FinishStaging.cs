using System.Text.Json;
using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.StageImport;

/// <summary>Ends the reading: finds what the record holds already, counts, and decides whether the rows may go in.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.staged", DataClass.Personal, Fields = ["import"])]
internal sealed record FinishStagingCommand(Guid RunId, IRowChecker Checker) : ICommand<ImportState>;

internal sealed class FinishStagingHandler(
    ImportKinds kinds, ImportRuns runs, DbSession session, ChangeContext change, TimeProvider clock)
    : IRequestHandler<FinishStagingCommand, Result<ImportState>>
{
    public async Task<Result<ImportState>> Handle(FinishStagingCommand command, CancellationToken ct)
    {
        var run = await runs.LockAsync(command.RunId, ct);
        if (run is not { State: ImportState.Received or ImportState.Staging or ImportState.Failed })
        {
            return new ImportNotReady(run?.State ?? ImportState.Refused);
        }

        var kind = kinds.Find(run.Kind)!;
        await TableStatistics.TakeOfTableAsync(session.Connection, run.Counts.Rows, kind.StagingTable, ct);
        await kind.MarkUnchangedAsync(run, command.Checker, session.Connection, ct);
        var counts = await CountAsync(kind, run.Id, ct);
        var summary = await kind.SummariseAsync(run, command.Checker, session.Connection, ct);
        await runs.SetSummaryAsync(run.Id, counts, JsonSerializer.Serialize(summary), ct);
        var (state, problem) = Judge(run, counts);
        await runs.SetStateAsync(run.Id, state, problem, state is ImportState.Staged ? null : clock.GetUtcNow(), ct);
        change.Rows((int)Math.Min(int.MaxValue, counts.Rows));
        change.Summarise($"{run.FileName}: {counts.Rows} rows, {counts.Accepted} accepted, {counts.Held} held, " +
            $"{counts.Rejected} rejected, {counts.Unchanged} unchanged");
        return state;
    }

    private static (ImportState State, string? Problem) Judge(ImportRun run, ImportCounts counts)
    {
        if (counts.Rows == 0) return (ImportState.Refused, "The file has a header and no rows: there is nothing to bring in.");
        if (run.DryRun) return (ImportState.Checked, null);
        return run.AllOrNothing && counts.Rejected > 0
            ? (ImportState.Refused, $"{counts.Rejected} rows were rejected and you asked for all or nothing: none was taken in.")
            : (ImportState.Staged, null);
    }

    private async Task<ImportCounts> CountAsync(IImportKind kind, Guid run, CancellationToken ct)
    {
        await using var command = session.Connection.LongCommand(
            $"""
            select count(*), count(*) filter (where verdict = 'Accepted'), count(*) filter (where verdict = 'Held'),
              count(*) filter (where verdict = 'Rejected'), count(*) filter (where verdict = 'Unchanged')
            from {kind.StagingTable} where run_id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new ImportCounts(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
    }
}
