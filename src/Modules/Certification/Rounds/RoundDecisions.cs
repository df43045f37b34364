using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Rounds;

/// <summary>What an application of a round would become; a refusal in its place where the rules speak against it.</summary>
internal sealed record FoundDecision(OfficerStanding Officer, long Number, DateOnly? ExpiresOn, string? Refusal);

/// <summary>Which applications of a round are decided together.</summary>
internal sealed record TogetherWish(Guid RoundId, Guid? AgencyId, DateOnly EffectiveOn, DateOnly? ExpiresOn);

/// <summary>Looks at the complete applications of a round by the very rules of a single decision, in a fixed number of statements.</summary>
internal sealed class RoundDecisions(CertificationDb db, RoundStanding standing, RecordReader records, DecisionDesk desk, TimeProvider clock)
{
    /// <summary>A full grant alone: a condition, and whatever falls short, is one officer's own.</summary>
    public const DecisionKind Kind = DecisionKind.Grant;

    public async Task<Result<IReadOnlyList<FoundDecision>>> OfAsync(TogetherWish together, CancellationToken ct)
    {
        var today = clock.Today();
        if (await desk.RuleAsync(ApplicationKind.Recertification, Kind, today, ct) is not { } rule) return new DecisionNotOpen(Kind.ToString());
        if (rule.NeedsVote) return new VotesAreSingle();
        var term = await desk.TermAsync(new DecisionWish(rule, together.EffectiveOn, together.ExpiresOn, []), ct);
        if (term.Refusal is { } unfit) return unfit;
        var officers = await ReadyAsync(together, ct);
        var applications = await ApplicationsAsync(officers, ct);
        var items = await ItemsAsync(applications, today, ct);
        var known = await records.OfAsync([.. officers.Select(o => o.PersonId)], ct);
        var wish = new DecisionWish(rule, together.EffectiveOn, term.Value.Day, []);
        return officers.ConvertAll(o =>
        {
            var application = applications[o.ApplicationId!.Value];
            var no = DecisionCheck.WhyNot(application, [.. items[application.Id]], known[o.PersonId], wish, today);
            return new FoundDecision(o, application.Number, no is null ? term.Value.Day : null, no?.Text);
        });
    }

    private async Task<List<OfficerStanding>> ReadyAsync(TogetherWish together, CancellationToken ct)
    {
        // Whose certificate ran out after everything was shown is named with the refusal, and not left out in silence.
        var complete = await standing.CompletedAsync(together.RoundId, together.AgencyId, ct);
        var under = await db.BatchItems.AsNoTracking()
            .Where(i => i.State == BatchItemState.Waiting && db.Batches.Any(b => b.Id == i.BatchId && b.RoundId == together.RoundId))
            .Select(i => i.PersonId).ToListAsync(ct);
        var busy = under.ToHashSet();
        return complete.FindAll(o => !busy.Contains(o.PersonId));
    }

    private async Task<Dictionary<Guid, CertificationApplication>> ApplicationsAsync(List<OfficerStanding> officers, CancellationToken ct)
    {
        Guid[] ids = [.. officers.Select(o => o.ApplicationId!.Value)];
        return await db.Applications.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
    }

    private async Task<ILookup<Guid, ItemFinding>> ItemsAsync(Dictionary<Guid, CertificationApplication> applications, DateOnly today, CancellationToken ct)
    {
        Guid[] ids = [.. applications.Keys];
        var items = (await db.StandardItems.AsNoTracking().ToListAsync(ct)).ToDictionary(i => (i.StandardId, i.Code));
        var found = await (
            from application in db.Applications.AsNoTracking()
            where ids.Contains(application.Id)
            from standing in db.RequirementsOn(application.Id, today)
            select new { application.Id, Standing = standing }).ToListAsync(ct);
        return found.ToLookup(f => f.Id, f => new ItemFinding(items[(applications[f.Id].StandardId!.Value, f.Standing.ItemCode)], f.Standing));
    }
}
