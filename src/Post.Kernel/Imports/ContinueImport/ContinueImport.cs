using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.ContinueImport;

/// <summary>Starts a failed import again; it goes on after the last chunk that was staged.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.continued", DataClass.None)]
public sealed record ContinueImportCommand(Guid RunId) : ICommand<Done>;

internal sealed class ContinueImportHandler(ImportRuns runs, ImportKinds kinds, CurrentCaller caller, PermissionTable permissions)
    : IRequestHandler<ContinueImportCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ContinueImportCommand command, CancellationToken ct)
    {
        var run = await runs.LockAsync(command.RunId, ct);
        if (run is null) return new NotFound("This import");
        if (kinds.Find(run.Kind)?.Permission is { } asked && !permissions.Allows(caller.Value.Roles, asked)) return new NotAllowed(asked);
        if (run.State is not ImportState.Failed) return new ImportNotReady(run.State);
        await runs.SetStateAsync(run.Id, ImportState.Received, null, null, ct);
        return Done.Instance;
    }
}

/// <summary>Notes that a run broke, in words for the person who will look at it.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.failed", DataClass.None)]
internal sealed record FailImportCommand(Guid RunId, string Problem) : ICommand<Done>;

internal sealed class FailImportHandler(ImportRuns runs, ChangeContext change) : IRequestHandler<FailImportCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(FailImportCommand command, CancellationToken ct)
    {
        var run = await runs.LockAsync(command.RunId, ct);
        if (run is null or { Ended: true }) return Done.Instance;
        change.Summarise($"{run.FileName}: {command.Problem}");
        // A run that broke while being promoted is staged still: nothing of it went in.
        await runs.SetStateAsync(run.Id, ImportState.Failed, command.Problem, null, ct);
        return Done.Instance;
    }
}

/// <summary>Ends a run whose file turned out, while it was read, to be damaged: nothing of it goes in, and trying again would not help.</summary>
[Requires(KernelPermissions.Import)]
[Audited("import.refused", DataClass.None)]
internal sealed record RefuseImportCommand(Guid RunId, string Problem) : ICommand<Done>;

internal sealed class RefuseImportHandler(ImportRuns runs, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RefuseImportCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RefuseImportCommand command, CancellationToken ct)
    {
        var run = await runs.LockAsync(command.RunId, ct);
        if (run is null or { Ended: true }) return Done.Instance;
        change.Summarise($"{run.FileName}: {command.Problem}");
        await runs.SetStateAsync(run.Id, ImportState.Refused, command.Problem, clock.GetUtcNow(), ct);
        return Done.Instance;
    }
}
