using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Operations;

/// <summary>Somebody is about to write the log, or a month of it, to files: recorded before the first byte leaves (8.07(5)(b)).</summary>
[Requires(KernelPermissions.Operate)]
[Audited("log.export-begun", DataClass.Restricted, Fields = ["log"])]
internal sealed record BeginLogExportCommand(string Scope) : ICommand<Done>;

/// <summary>What was written: how many events, and the hash of the head of the export.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("log.copied", DataClass.Restricted, Fields = ["log"])]
internal sealed record RecordLogExportCommand(string Scope, string ManifestSha256, long Events) : ICommand<Done>;

internal sealed class BeginLogExportHandler(ChangeContext change) : IRequestHandler<BeginLogExportCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(BeginLogExportCommand command, CancellationToken cancellationToken)
    {
        change.Summarise(command.Scope);
        return Task.FromResult<Result<Done>>(Done.Instance);
    }
}

internal sealed class RecordLogExportHandler(ChangeContext change) : IRequestHandler<RecordLogExportCommand, Result<Done>>
{
    public Task<Result<Done>> Handle(RecordLogExportCommand command, CancellationToken cancellationToken)
    {
        change.Summarise(command.Scope);
        change.Artefact(Convert.FromHexString(command.ManifestSha256));
        change.Rows((int)Math.Min(command.Events, int.MaxValue));
        return Task.FromResult<Result<Done>>(Done.Instance);
    }
}
