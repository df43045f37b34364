using MediatR;
using NpgsqlTypes;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.StageImport;

/// <summary>Writes one chunk of judged rows; the chunk and the run's progress commit together, so a stop loses nothing.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.chunk.staged", DataClass.Personal, Fields = ["import"])]
internal sealed record StageChunkCommand(
    Guid RunId, IReadOnlyList<StagedRow> Rows, ImportCounts CountsAfter, long BytesRead) : ICommand<Done>;

internal sealed class StageChunkHandler(ImportKinds kinds, ImportRuns runs, DbSession session, ChangeContext change)
    : IRequestHandler<StageChunkCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(StageChunkCommand command, CancellationToken ct)
    {
        var run = await runs.LockAsync(command.RunId, ct);
        if (run is not { State: ImportState.Received or ImportState.Staging or ImportState.Failed })
        {
            return new ImportNotReady(run?.State ?? ImportState.Refused);
        }

        change.Rows(command.Rows.Count);
        await CopyAsync(kinds.Find(run.Kind)!, run.Id, command.Rows, ct);
        await runs.SetProgressAsync(run.Id, command.CountsAfter, command.BytesRead, ct);
        return Done.Instance;
    }

    private async Task CopyAsync(IImportKind kind, Guid run, IReadOnlyList<StagedRow> rows, CancellationToken ct)
    {
        var columns = string.Join(", ", kind.StagingColumns.Prepend("run_id, row_no, line, verdict, reasons, cells"));
        await using var copy = await session.Connection.BeginBinaryImportAsync(
            $"copy {kind.StagingTable} ({columns}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(run, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(row.Source.RowNumber, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.Source.Line, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(row.Verdict.ToString(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Reasons as string[] ?? [.. row.Reasons], NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
            await copy.WriteAsync(row.Source.Cells as string[] ?? [.. row.Source.Cells], NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
            await row.Write(copy, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
