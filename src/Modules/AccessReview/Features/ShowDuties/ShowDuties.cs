using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Facts;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ShowDuties;

/// <summary>The duties in force, whether the caller has acknowledged them, and the ties the caller declared before.</summary>
[Requires(AccessReviewPermissions.Acknowledge)]
[Audited("duties.shown", DataClass.None)]
internal sealed record ShowDutiesQuery : IQuery<ShowDutiesResult>;

internal sealed record ShowDutiesResult(
    int Version, string Title, IReadOnlyList<string> Paragraphs, string Source, DateTimeOffset? AcknowledgedAt, DateOnly? Until,
    string? OwnNumber, IReadOnlyList<string> FamilyNumbers, IReadOnlyList<string> Agencies)
{
    /// <summary>Whether it counts today.</summary>
    public bool Counts { get; init; }
}

internal sealed class ShowDutiesHandler(
    AccessReviewDb db, AccessRuleBook rules, CurrentCaller caller, IOfficerDirectory officers, ILawEnforcementAgencies agencies, TimeProvider clock)
    : IRequestHandler<ShowDutiesQuery, Result<ShowDutiesResult>>
{
    public async Task<Result<ShowDutiesResult>> Handle(ShowDutiesQuery query, CancellationToken ct)
    {
        if (caller.Value.Id is not { } me) return new NotFound("Your account");
        var text = await rules.DutiesAsync(ct);
        var last = await db.Acknowledgments.AsNoTracking().Where(a => a.AccountId == me && a.TextVersion == text.Version)
            .OrderByDescending(a => a.AcknowledgedAt).Select(a => (DateTimeOffset?)a.AcknowledgedAt).FirstOrDefaultAsync(ct);
        var until = last is { } at ? Yearly.Until(at, await rules.ValueAsync(AccessRuleCodes.Acknowledgment, ct)) : (DateOnly?)null;
        var ties = await db.Ties.AsNoTracking().Where(t => t.AccountId == me && t.EndedAt == null).ToListAsync(ct);
        var numbers = await NumbersAsync([.. ties.Select(t => t.PersonId).OfType<Guid>()], ct);
        var worked = ties.Select(t => t.AgencyId).OfType<Guid>().ToHashSet();
        var names = worked.Count == 0 ? [] : (await agencies.AllAsync(ct)).Where(a => worked.Contains(a.Id)).Select(a => a.Name);
        string? NumberOf(Tie tie) => tie.PersonId is { } person ? numbers.GetValueOrDefault(person) : null;
        return new ShowDutiesResult(
            text.Version, text.Title, text.Paragraphs, text.Source, last, until,
            ties.Where(t => t.Kind is TieKind.Self).Select(NumberOf).FirstOrDefault(),
            [.. ties.Where(t => t.Kind is TieKind.Family).Select(NumberOf).OfType<string>().Order(StringComparer.Ordinal)],
            [.. names.Order(StringComparer.Ordinal)])
        { Counts = clock.Today() < until };
    }

    // The numbers are the caller's own words back; nothing else of the persons is read.
    private async Task<Dictionary<Guid, string>> NumbersAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        if (persons.Count == 0) return [];
        var roots = await officers.MembersAsync(persons, ct);
        var known = (await officers.FactsAsync([.. roots.Values.Select(m => m.PersonId).Distinct()], ct)).ToDictionary(f => f.PersonId, f => f.OfficerNumber);
        return roots.Where(r => known.ContainsKey(r.Value.PersonId)).ToDictionary(r => r.Key, r => known[r.Value.PersonId]);
    }
}
