using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.PromoteImport;

/// <summary>Takes all staged rows into the record in one short transaction: everything, or nothing.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.promoted", DataClass.Personal, Fields = ["import"])]
internal sealed record PromoteImportCommand(Guid RunId) : ICommand<Done>;

internal sealed class PromoteImportHandler(
    ImportKinds kinds, ImportRuns runs, DbSession session, ChangeContext change, TimeProvider clock)
    : IRequestHandler<PromoteImportCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(PromoteImportCommand command, CancellationToken ct)
    {
        var run = await runs.LockAsync(command.RunId, ct);
        if (run is not { State: ImportState.Staged or ImportState.Promoting }) return new ImportNotReady(run?.State ?? ImportState.Refused);

        change.Rows((int)Math.Min(int.MaxValue, run.Counts.Accepted + run.Counts.Held));
        change.Summarise(run.FileName);
        // Rows that say nothing new still say it for a later day, and a list also tells by whom it leaves out.
        var kind = kinds.Find(run.Kind)!;
        if (run.Counts.Rows > run.Counts.Rejected) await kind.PromoteAsync(run, ct);
        await TableStatistics.TakeOfSchemaAsync(session.Connection, run.Counts.Accepted, kind.StagingTable, ct);
        await runs.SetStateAsync(run.Id, ImportState.Done, null, clock.GetUtcNow(), ct);
        return Done.Instance;
    }
}
