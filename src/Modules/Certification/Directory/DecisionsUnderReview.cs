using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Time;

namespace Post.Certification.Directory;

/// <summary>Which persons have a decision that is under challenge or can be challenged today, in two statements for any number.</summary>
internal sealed class DecisionsUnderReview(CertificationDb db, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<Guid, CertificationReview>> OfAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.Reviewable && personIds.Contains(d.PersonId))
            .Select(d => new
            {
                d.Id,
                d.PersonId,
                Anew = db.Decisions.Any(n => n.PersonId == d.PersonId && n.Number > d.Number
                && db.Applications.Any(a => a.Id == n.ApplicationId && db.Applications.Any(o => o.Id == d.ApplicationId && o.Kind == a.Kind)))
            })
            .ToListAsync(ct);
        if (decisions.Count == 0) return new Dictionary<Guid, CertificationReview>();
        var ids = decisions.ConvertAll(d => d.Id);
        var steps = (await db.ReviewSteps.AsNoTracking().Where(s => ids.Contains(s.DecisionId)).ToListAsync(ct)).ToLookup(s => s.DecisionId);
        var today = clock.Today();
        return decisions
            .Select(d => (d.PersonId, Review: ReviewOf([.. steps[d.Id]], d.Anew, today)))
            .Where(d => d.Review is not null)
            .GroupBy(d => d.PersonId, d => d.Review!)
            .ToDictionary(g => g.Key, Joined);
    }

    private static CertificationReview? ReviewOf(List<ReviewStep> steps, bool decidedAnew, DateOnly today)
    {
        var state = DecisionReview.Of(reviewable: true, steps, today);
        if (state is ReviewState.ToDecideAnew && decidedAnew) return null;
        if (DecisionReview.IsFiled(state)) return new CertificationReview(true, null);
        return DecisionReview.MayBeFiled(state)
            ? new CertificationReview(false, state is ReviewState.WindowOpen ? DecisionReview.WindowEndsOn(steps) : null)
            : null;
    }

    // Something filed says more than a window, and a window without an end more than one with it.
    private static CertificationReview Joined(IEnumerable<CertificationReview> reviews) => reviews
        .OrderByDescending(r => r.Filed).ThenByDescending(r => r.WindowEndsOn ?? DateOnly.MaxValue).First();
}
