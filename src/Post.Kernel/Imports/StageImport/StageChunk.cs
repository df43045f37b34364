using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.StageImport;

/// <summary>Writes one chunk of judged rows; the chunk and the run's progress commit together, so a stop loses nothing.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.chunk.staged", DataClass.Personal, Fields = ["import"])]
internal sealed record StageChunkCommand(
    Guid RunId, CopyRows Rows, ImportCounts CountsAfter, long BytesRead) : ICommand<Done>;

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
        await command.Rows.SendAsync(session.Connection, kinds.Find(run.Kind)!.StagingTable, ct);
        await runs.SetProgressAsync(run.Id, command.CountsAfter, command.BytesRead, ct);
        return Done.Instance;
    }
}
