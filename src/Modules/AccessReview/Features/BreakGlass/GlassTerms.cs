using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.AccessReview.Passages;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.BreakGlass;

/// <summary>The rules open the look already, or something else is missing that the glass cannot replace.</summary>
internal sealed record GlassNotNeeded() : Refusal("There is nothing to break: under your purpose you can open this file as it is.");

/// <summary>The person is looked at under a purpose that needs a matter, and no matter is open to the caller.</summary>
internal sealed record GlassNeedsPurpose() : Refusal("Choose your purpose, with its matter, first: the glass is broken within your work.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>
/// When the glass may be broken: acknowledged, at work under a valid purpose with its matter, freshly stepped up, with a reason,
/// and not across a tie, which only a second person opens.
/// </summary>
internal sealed class GlassTerms(AccessRuleBook rules, AccessMemory memory, PurposeCatalogue purposes, CurrentCaller caller, TimeProvider clock)
{
    public async Task<Refusal?> RefusalAsync(BreakGlassCommand command, CancellationToken ct)
    {
        var (who, now) = (caller.Value, clock.GetUtcNow());
        if (who.Id is not { } account || who.Purpose is not { } chosen || !purposes.IsValid(chosen, who.Roles, now)) return new GlassNeedsPurpose();
        var matter = chosen.Matter is { } number ? await memory.OfMatterAsync(number, ct) : null;
        var look = new Look(account, purposes.Find(chosen.Code)!, chosen, await memory.OfAccountAsync(account, ct), matter, now);
        if (AccessPolicy.Begin(look) is { } refusal) return refusal;
        var length = await rules.ValueAsync(AccessRuleCodes.BreakGlassReason, ct);
        if (command.Reason.Trim().Length < length) return new ReasonTooShort(length);
        var stepUp = await rules.MinutesAsync(AccessRuleCodes.StepUp, ct);
        if (!SteppedUp.Within(who, stepUp, now)) return new StepUpNeeded((int)stepUp.TotalMinutes);
        return await AtPersonAsync(look, command.SubjectId, ct);
    }

    private async Task<Refusal?> AtPersonAsync(Look look, Guid subject, CancellationToken ct)
    {
        var employers = AccessPolicy.AsksEmployers(look) ? (await memory.EmployersAsync([subject], ct))[subject] : new HashSet<Guid>();
        return AccessPolicy.AtPerson(look, subject, employers).Refusal switch
        {
            SubjectNotInMatter => null,
            null => new GlassNotNeeded(),
            var tied => tied,
        };
    }
}
