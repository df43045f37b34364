using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.CheckDocuments;

/// <summary>Hashes every content whose last check is too old, oldest first, slice by slice; what is done stays done.</summary>
/// <param name="Due">When the job was due: a late or second run of it checks nothing twice.</param>
[Requires(KernelPermissions.Operate)]
[Audited("documents.checked", DataClass.None)]
public sealed record CheckDocumentsCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class CheckDocumentsHandler(
    ServiceDispatchers dispatchers, DocumentSettings settings, AuditDraft draft, ChangeContext change, TimeProvider clock)
    : IRequestHandler<CheckDocumentsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CheckDocumentsCommand command, CancellationToken ct)
    {
        // This request has said nothing to the database yet, so its own transaction stands open nowhere meanwhile.
        var slices = dispatchers.As(ServiceAccounts.Scheduler(clock) with { ParentEvent = draft.Id });
        var (seen, damaged) = (0, 0);
        while (true)
        {
            var slice = await slices.Send(new CheckContentsCommand(null, command.Due - settings.CheckEvery), ct);
            if (slice.Refusal is { } refusal) return refusal;
            if (slice.Value.Checked == 0) break;
            seen += slice.Value.Checked;
            damaged += slice.Value.Damaged;
        }

        change.Summarise($"{seen} contents checked, {damaged} damaged");
        return Done.Instance;
    }
}
