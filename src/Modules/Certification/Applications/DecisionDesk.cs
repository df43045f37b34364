using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Commission.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Applications;

/// <summary>A decision as it is asked for, by a person or as one of many.</summary>
internal sealed record DecisionAsked(DecisionKind Kind, DateOnly EffectiveOn, string Reasons)
{
    public DateOnly? ExpiresOn { get; init; }
    public IReadOnlyList<ConditionWish> Conditions { get; init; } = [];
}

/// <summary>The last day of what is granted; none where nothing is.</summary>
internal sealed record Term(DateOnly? Day);

/// <summary>The one place where it is found out whether an application may be decided so: rule, requirements, record, term, vote.</summary>
internal sealed class DecisionDesk(
    CertificationDb db, RecordReader records, DeadlineCounting counting, ReturnClocks returns, IVotes votes, ChangeContext change, TimeProvider clock)
{
    /// <summary>Holds the person until the transaction ends.</summary>
    public async Task<Result<DecisionToWrite>> PrepareAsync(Guid applicationId, DecisionAsked asked, CancellationToken ct)
    {
        var known = await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == applicationId, ct);
        if (known is null) return new NotFound("This application");
        await records.HoldAsync(known.PersonId, ct);
        var application = await db.Applications.SingleAsync(a => a.Id == known.Id, ct);
        change.About(application.PersonId);
        if (application.ClosedAt is not null) return new ApplicationClosed(application.Reference);

        var today = clock.Today();
        if (await RuleAsync(application.Kind, asked.Kind, today, ct) is not { } rule) return new DecisionNotOpen(asked.Kind.ToString());
        var record = await records.OfAsync(application.PersonId, ct);
        var wish = new DecisionWish(rule, asked.EffectiveOn, asked.ExpiresOn, asked.Conditions);
        if (DecisionCheck.WhyNot(application, await ItemsAsync(application, today, ct), record, wish, today) is { } no) return no;
        if (await WhyNotFromReturnAsync(wish, record, ct) is { } unfounded) return unfounded;
        var term = await TermAsync(wish, ct);
        if (term.Refusal is { } unfit) return unfit;
        var vote = await VoteAsync(application, rule, today, ct);
        if (vote.Refusal is { } unvoted) return unvoted;
        return new DecisionToWrite(application, record, wish with { ExpiresOn = term.Value.Day }, asked.Reasons.Trim(), vote.Value.Id, today);
    }

    private async Task<Refusal?> WhyNotFromReturnAsync(DecisionWish wish, PersonRecord record, CancellationToken ct)
    {
        if (wish.Conditions.All(c => c.DaysFromReturn is null)) return null;
        var services = await returns.ServicesAsync(record.MemberIds, ct);
        return services.Any(s => ReturnToDuty.IsOnLeave(wish.EffectiveOn, s)) ? null : new NoLeaveToReturnFrom(wish.EffectiveOn);
    }

    public async Task<DecisionRule?> RuleAsync(ApplicationKind application, DecisionKind kind, DateOnly on, CancellationToken ct)
    {
        var rules = await db.DecisionRules.AsNoTracking().Where(r => r.Application == application && r.Decision == kind).ToListAsync(ct);
        return DecisionRule.InForce(rules, on).SingleOrDefault();
    }

    public async Task<Result<Term>> TermAsync(DecisionWish wish, CancellationToken ct)
    {
        if (wish.Rule.TermRule is not { } code)
        {
            return wish.ExpiresOn is null || wish.Rule.Decision is DecisionKind.Extend
                ? new Term(wish.ExpiresOn)
                : new TermDoesNotFit("This decision has no last day. Leave it out.");
        }

        var facts = DeadlineFacts.From(DeadlineTrigger.On("Decision takes effect", wish.EffectiveOn));
        if (await counting.CountAsync(code, facts, ct) is not { } found) return new NoRuleInForce(code, wish.EffectiveOn);
        var counted = found.Counted.Due!.Value;
        var given = wish.ExpiresOn ?? counted;
        // A conditional grant may be shorter; a full one runs for the term of the statute at least.
        if (given <= wish.EffectiveOn) return new TermDoesNotFit("The last day lies after the day the decision takes effect.");
        return given < counted && wish.Rule.Decision is DecisionKind.Grant
            ? new TermDoesNotFit($"A full certification runs until {counted:MMMM d, yyyy} at least ({found.Rule.Clause}).")
            : new Term(given);
    }

    // As they stand on the day on which it is decided, from whichever day the decision takes effect.
    private async Task<IReadOnlyList<ItemFinding>> ItemsAsync(CertificationApplication application, DateOnly today, CancellationToken ct) =>
        await (from item in db.StandardItems.AsNoTracking()
               where item.StandardId == application.StandardId
               join standing in db.RequirementsOn(application.Id, today) on item.Code equals standing.ItemCode
               orderby item.Place
               select new ItemFinding(item, standing)).ToListAsync(ct);

    private async Task<Result<VoteCited>> VoteAsync(CertificationApplication application, DecisionRule rule, DateOnly today, CancellationToken ct)
    {
        if (!rule.NeedsVote) return new VoteCited(null);
        var carried = await votes.CarriedAsync(
            new VoteNeeded(VoteKinds.CertificationDecision, CertificationApplication.VoteSubjectOf(application.Id), today)
            {
                NotBefore = application.ReceivedOn,
            }, ct);
        return carried.Refusal is { } refusal ? refusal : new VoteCited(carried.Value.VoteId);
    }

    private sealed record VoteCited(Guid? Id);
}
