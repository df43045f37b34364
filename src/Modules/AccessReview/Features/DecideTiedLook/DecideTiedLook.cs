using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.DecideTiedLook;

/// <summary>A second person opens a look across a tie for a while, or does not.</summary>
[Requires(AccessReviewPermissions.DecideTiedLooks)]
[Audited("tied-look.decided", DataClass.None)]
internal sealed record DecideTiedLookCommand(Guid Id, bool Approve, string Words) : ICommand<Done>;

internal sealed class DecideTiedLookValidator : AbstractValidator<DecideTiedLookCommand>
{
    public DecideTiedLookValidator() => RuleFor(c => c.Words).NotEmpty().WithMessage("Say why you decide so.")
        .MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten it to {Matter.WordsMaxLength} characters.");
}

internal sealed record OwnTiedLook() : Refusal("You asked for this look yourself. Somebody else decides.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record TiedLookDecided() : Refusal("This was decided already.");

/// <summary>Whoever is tied to the person too cannot be the one who opens the look.</summary>
internal sealed record DeciderIsTied() : Refusal("You are tied to this person as well. Somebody else decides.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class DecideTiedLookHandler(
    AccessReviewDb db, AccessRuleBook rules, AccessMemory memory, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<DecideTiedLookCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(DecideTiedLookCommand command, CancellationToken ct)
    {
        var look = await db.TiedLooks.SingleOrDefaultAsync(l => l.Id == command.Id, ct);
        if (look is null || caller.Value.Id is not { } me) return new NotFound("This request");
        if (look.DecidedAt is not null) return new TiedLookDecided();
        if (look.AccountId == me) return new OwnTiedLook();
        var facts = await memory.OfAccountAsync(me, ct);
        if (facts.Self.Contains(look.SubjectId) || facts.Family.Contains(look.SubjectId)) return new DeciderIsTied();
        var now = clock.GetUtcNow();
        look.Approved = command.Approve;
        look.DecidedAt = now;
        look.DecidedBy = me;
        look.DecidedByName = caller.Value.Name;
        look.DecisionWords = command.Words.Trim();
        if (command.Approve) look.EndsAt = now + await rules.MinutesAsync(AccessRuleCodes.TiedLook, ct);
        change.About(look.SubjectId);
        change.Changed($"tied look of {look.AccountName}", null, command.Approve ? "approved" : "refused");
        change.Because(look.DecisionWords);
        await db.SaveChangesAsync(ct);
        memory.ForgetAccount(look.AccountId);
        return Done.Instance;
    }
}
