using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.AccessReview.Passages;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AskTiedLook;

/// <summary>Asks a second person for a look at oneself, one's family or an officer of a former agency.</summary>
[Requires(AccessReviewPermissions.AskTiedLooks)]
[Audited("tied-look.asked", DataClass.None)]
internal sealed record AskTiedLookCommand(Guid SubjectId, string Reason) : ICommand<Guid>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [SubjectId];
}

internal sealed class AskTiedLookValidator : AbstractValidator<AskTiedLookCommand>
{
    public AskTiedLookValidator()
    {
        RuleFor(c => c.SubjectId).NotEmpty().WithMessage("Come here from the file that was refused: the look is for one person.");
        RuleFor(c => c.Reason).MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten the reason to {Matter.WordsMaxLength} characters.");
    }
}

internal sealed record NoTieToAskAbout() : Refusal("You are not tied to this person: no second person is needed.");

internal sealed record TieNeverOpens() : Refusal("Looks of this kind are not opened by anybody. A colleague must do this work.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record AlreadyAsked() : Refusal("You have asked for this look; it waits for a second person.");

internal sealed class AskTiedLookHandler(
    AccessReviewDb db, AccessRuleBook rules, AccessMemory memory, PurposeCatalogue purposes, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<AskTiedLookCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AskTiedLookCommand command, CancellationToken ct)
    {
        var (who, now) = (caller.Value, clock.GetUtcNow());
        if (who.Id is not { } me || who.Purpose is not { } chosen || !purposes.IsValid(chosen, who.Roles, now)) return new PurposeNeeded();
        var length = await rules.ValueAsync(AccessRuleCodes.TiedLookReason, ct);
        if (command.Reason.Trim().Length < length) return new ReasonTooShort(length);
        var facts = await memory.OfAccountAsync(me, ct);
        if (await TieAsync(facts, command.SubjectId, ct) is not { } tie) return new NoTieToAskAbout();
        if (!RuleOf(facts.Ties, tie).ApprovalOpens) return new TieNeverOpens();
        if (await db.TiedLooks.AnyAsync(l => l.AccountId == me && l.SubjectId == command.SubjectId && l.DecidedAt == null, ct)) return new AlreadyAsked();
        var asked = new TiedLook
        {
            Id = Guid.CreateVersion7(now),
            AccountId = me,
            AccountName = who.Name,
            SubjectId = command.SubjectId,
            TieKind = tie,
            Purpose = chosen.Code,
            Matter = chosen.Matter,
            Reason = command.Reason.Trim(),
            AskedAt = now,
        };
        db.TiedLooks.Add(asked);
        change.Because(asked.Reason);
        await db.SaveChangesAsync(ct);
        return asked.Id;
    }

    private async Task<TieKind?> TieAsync(AccountFacts facts, Guid subject, CancellationToken ct)
    {
        if (facts.Self.Contains(subject)) return TieKind.Self;
        if (facts.Family.Contains(subject)) return TieKind.Family;
        return facts.Agencies.Count > 0 && facts.Agencies.Overlaps((await memory.EmployersAsync([subject], ct))[subject]) ? TieKind.Agency : null;
    }

    private static TieRule RuleOf(TieRules rules, TieKind tie) => tie switch
    {
        TieKind.Self => rules.Self,
        TieKind.Family => rules.Family,
        _ => rules.Agency,
    };
}
