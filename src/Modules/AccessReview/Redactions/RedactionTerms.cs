using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.AccessReview.Log;
using Post.AccessReview.Passages;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Redactions;

/// <summary>An event of the list is not in the log, or its words are gone already.</summary>
internal sealed record NothingToTakeOut(string Which) : Refusal($"There is nothing to take out of {Which}: no such act is in the log, or its words are gone.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The record of a redaction answers for the words that are missing.</summary>
internal sealed record RecordOfRedaction() : Refusal("The record of a redaction itself stays: it says who took words out, and on what authority.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Nobody takes away the words of their own act.</summary>
internal sealed record OwnAct() : Refusal("One of these acts is your own. Somebody else does this.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>What both persons must be and show: a fresh second proof of identity, and no act of their own among the events.</summary>
internal sealed class RedactionTerms(AccessReviewDb db, AccessRuleBook rules, AccessLog log, CurrentCaller caller, TimeProvider clock)
{
    public async Task<Refusal?> RefusalAsync(IReadOnlyCollection<Guid> events, CancellationToken ct)
    {
        var stepUp = await rules.MinutesAsync(AccessRuleCodes.StepUp, ct);
        if (!SteppedUp.Within(caller.Value, stepUp, clock.GetUtcNow())) return new StepUpNeeded((int)stepUp.TotalMinutes);
        var found = await log.ThoseAsync(events, ct);
        if (events.Except(found.Select(e => e.Id)).Select(id => (Guid?)id).FirstOrDefault() is { } unknown) return new NothingToTakeOut(unknown.ToString());
        if (found.Exists(e => IsRecordOfRedaction(e.Action))) return new RecordOfRedaction();
        if (found.Exists(e => e.ActorId == caller.Value.Id)) return new OwnAct();
        var payloads = await log.PayloadsAsync(found, ct);
        return found.Find(e => !payloads.ContainsKey(e.Id)) is { } gone ? new NothingToTakeOut(gone.Id.ToString()) : null;
    }

    /// <summary>The kinds of authority in force today.</summary>
    public async Task<IReadOnlyList<RedactionAuthority>> AuthoritiesAsync(CancellationToken ct)
    {
        var today = clock.Today();
        return await db.RedactionAuthorities.AsNoTracking()
            .Where(a => a.ValidFrom <= today && (a.ValidTo == null || a.ValidTo >= today)).OrderBy(a => a.Words).ToListAsync(ct);
    }

    /// <summary>What an authority is called, also when it is no longer in force.</summary>
    public async Task<Dictionary<string, string>> WordsAsync(CancellationToken ct) =>
        (await db.RedactionAuthorities.AsNoTracking().OrderBy(a => a.ValidFrom).ToListAsync(ct))
            .GroupBy(a => a.Code).ToDictionary(g => g.Key, g => g.Last().Words);

    private static bool IsRecordOfRedaction(string action) =>
        action is LogActions.Redacted or LogActions.RedactionAsked || action.StartsWith("log.redaction.", StringComparison.Ordinal);
}
