using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.SearchOfficers;

/// <summary>The filters with what each choice would leave; what is chosen is always among them.</summary>
public sealed record OfficerFilters(
    IReadOnlyList<FilterChoice> Statuses, IReadOnlyList<FilterChoice> Agencies, IReadOnlyList<FilterChoice> Counties)
{
    private const int AgenciesShown = 8;

    internal static OfficerFilters Of(OfficerQuestion question, PublishedSnapshot snapshot, SearchFacets facets, DateOnly today)
    {
        var statuses = question.Statuses.Select(s => OfficerQuestion.StatusIn(snapshot, s)).ToList();
        var agency = question.AgencyKeyIn(snapshot);
        return new(
            Choices(facets.Statuses, statuses, s => snapshot.StatusLabels.GetValueOrDefault(s, s)),
            Choices(Shown(facets.Agencies.Where(StillThere), agency), agency is null ? [] : [agency], a => snapshot.FindAgency(a)?.Name ?? NameIn(facets, a)),
            Choices(facets.Counties, question.County.Length == 0 ? [] : [question.County], c => c));

        bool StillThere(FacetValue a) => a.Key == agency || snapshot.FindAgency(a.Key)?.HasEnded(today) is not true;
    }

    // Nobody serves today where the agency is no more; who is still reported there is found by the agency's page.
    private static IEnumerable<FacetValue> Shown(IEnumerable<FacetValue> agencies, string? chosen) =>
        agencies.Where((a, place) => place < AgenciesShown || a.Key == chosen);

    private static string NameIn(SearchFacets facets, string agency) =>
        facets.Agencies.FirstOrDefault(a => a.Key == agency).Label ?? agency;

    private static List<FilterChoice> Choices(
        IEnumerable<FacetValue> offered, IReadOnlyList<string> chosen, Func<string, string> label)
    {
        var choices = offered
            .Select(f => new FilterChoice(f.Key, label(f.Key), CountOf(f.Tally), chosen.Contains(f.Key)))
            .ToList();
        choices.AddRange(chosen
            .Where(c => choices.TrueForAll(offer => offer.Value != c))
            .Select(c => new FilterChoice(c, label(c), "", true)));
        return choices;
    }

    private static string CountOf(Tally tally) => tally.MoreThan
        ? Words.Format("search.more-than", tally.Count.ToString("N0", Words.Language))
        : tally.Count.ToString("N0", Words.Language);
}

/// <summary>One choice of a filter.</summary>
public sealed record FilterChoice(string Value, string Label, string Count, bool Chosen);
