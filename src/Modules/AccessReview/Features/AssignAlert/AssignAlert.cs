using MediatR;
using Post.AccessReview.Alerts;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AssignAlert;

/// <summary>Takes an alert on: who works on it is seen by the others.</summary>
[Requires(AccessReviewPermissions.Review)]
[Audited("alert.assigned", DataClass.None)]
internal sealed record AssignAlertCommand(Guid AlertId) : ICommand<Done>;

internal sealed class AssignAlertHandler(AlertWork work) : IRequestHandler<AssignAlertCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AssignAlertCommand command, CancellationToken ct)
    {
        var opened = await work.OpenAsync(command.AlertId, StepKind.Assigned, ct);
        if (opened.Refusal is { } refusal) return refusal;
        await work.TakeAsync(opened.Value, StepKind.Assigned, "", ct);
        return Done.Instance;
    }
}
