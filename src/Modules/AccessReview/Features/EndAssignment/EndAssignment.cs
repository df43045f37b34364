using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Facts;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.EndAssignment;

/// <summary>Takes somebody off a matter; it is closed to them from then on.</summary>
[Requires(AccessReviewPermissions.KeepMatters)]
[Audited("matter.assignment.ended", DataClass.None)]
internal sealed record EndAssignmentCommand(Guid AssignmentId) : ICommand<Done>;

internal sealed class EndAssignmentHandler(
    AccessReviewDb db, MatterRegister register, AccessMemory memory, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EndAssignmentCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndAssignmentCommand command, CancellationToken ct)
    {
        var number = await db.Matters.Where(m => m.Assignments.Any(a => a.Id == command.AssignmentId)).Select(m => m.Number).SingleOrDefaultAsync(ct);
        if (number is null) return new NotFound("This assignment");
        var found = await register.OpenMatterAsync(number, ct);
        if (found.Refusal is { } refusal) return refusal;
        var assignment = found.Value.Assignments.Single(a => a.Id == command.AssignmentId);
        if (assignment.EndedAt is not null) return new NotFound("This assignment");
        assignment.EndedAt = clock.GetUtcNow();
        assignment.EndedByName = caller.Value.Name;
        change.Changed($"works on {number}", assignment.AccountName, null);
        memory.ForgetAccount(assignment.AccountId);
        return await register.SavedAsync(found.Value, Done.Instance, ct);
    }
}
