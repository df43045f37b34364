using Post.Kernel.Time;

namespace Post.Certification.Domain;

/// <summary>A spelling with every decision about it, so that whose it was taken to be can be told for any instant.</summary>
internal sealed record SpellingHistory(AgencySpelling Spelling, IReadOnlyList<AgencySpellingDecision> Decisions)
{
    /// <summary>Whose it was taken to be; null where it was not yet seen, or named no agency.</summary>
    public Guid? AgencyAt(AsOf at)
    {
        if (Spelling.FirstSeenAt > at.Known) return null;
        if (Latest(at) is { } decision) return decision.AgencyId;
        // Before the first decision it stood for the agency that the decision took it from.
        return Decisions.Count == 0 ? Spelling.AgencyId : Ordered().First().FromAgencyId;
    }

    /// <summary>Nobody had said whose it is. The name of an agency, entered as such, needs no decision.</summary>
    public bool WaitedAt(AsOf at) => Latest(at) is null
        && (Decisions.Count == 0 ? Spelling.State is AgencySpellingState.Queued : Ordered().First().Waited);

    private AgencySpellingDecision? Latest(AsOf at) => Ordered().LastOrDefault(d => d.DecidedAt <= at.Known);

    private IEnumerable<AgencySpellingDecision> Ordered() => Decisions.OrderBy(d => d.DecidedAt).ThenBy(d => d.Id);
}
