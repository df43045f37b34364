using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.RecordSupervisor;

/// <summary>Records who an account's holder answers to, so that nobody reviews that person's looks.</summary>
/// <param name="AccountId">Who answers.</param>
/// <param name="SupervisorId">To whom; null: to nobody in the system any more.</param>
[Requires(AccessReviewPermissions.KeepSupervisors)]
[Audited("supervisor.recorded", DataClass.None)]
internal sealed record RecordSupervisorCommand(Guid AccountId, Guid? SupervisorId) : ICommand<Done>;

internal sealed class RecordSupervisorValidator : AbstractValidator<RecordSupervisorCommand>
{
    public RecordSupervisorValidator()
    {
        RuleFor(c => c.AccountId).NotEmpty().WithMessage("Choose who answers.");
        RuleFor(c => c.SupervisorId).NotEqual(c => c.AccountId).WithMessage("Nobody answers to themselves: choose another person.");
    }
}

internal sealed class RecordSupervisorHandler(AccessReviewDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RecordSupervisorCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordSupervisorCommand command, CancellationToken ct)
    {
        var before = await db.Supervisions.SingleOrDefaultAsync(s => s.AccountId == command.AccountId && s.EndedAt == null, ct);
        if (before?.SupervisorId == command.SupervisorId) return Done.Instance;
        if (before is not null) before.EndedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        if (command.SupervisorId is { } supervisor)
        {
            db.Supervisions.Add(new Supervision
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                AccountId = command.AccountId,
                SupervisorId = supervisor,
                RecordedAt = clock.GetUtcNow(),
                RecordedByName = caller.Value.Name,
            });
        }

        change.Changed("supervisor", before?.SupervisorId.ToString(), command.SupervisorId?.ToString());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
