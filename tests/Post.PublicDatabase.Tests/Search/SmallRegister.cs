using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Tests.Search;

/// <summary>A handful of officers named for what they show; their keys are their names.</summary>
internal static class SmallRegister
{
    public static SearchableOfficer Officer(string first, string surname, string number = "0000-0000") =>
        new($"{first} {surname}", number, first, surname) { StatusCode = "Certified" };

    public static SearchableOfficer At(this SearchableOfficer officer, string agency, string county = "Norfolk") =>
        officer with { AgencyKey = agency, AgencyName = agency, County = county };

    public static SearchableOfficer AlsoAt(this SearchableOfficer officer, string agency, string county = "Norfolk") =>
        officer with { MoreAgencies = [.. officer.MoreAgencies, new SearchableAgency(agency, agency, county)] };

    public static SearchableOfficer Formerly(this SearchableOfficer officer, string first, string surname) =>
        officer with { FormerNames = [.. officer.FormerNames, new FormerName(first, surname)] };

    public static SearchResult Ask(string? text, params SearchableOfficer[] officers) =>
        OfficerIndex.Build(officers).Search(new SearchRequest(text));

    public static string[] Found(string? text, params SearchableOfficer[] officers) => Ask(text, officers).Keys();

    public static string[] Keys(this SearchResult result) => [.. result.Hits.Select(h => h.Officer.Key)];

    /// <summary>Every page of an answer, one after the other.</summary>
    public static List<SearchHit> AllPages(this OfficerIndex index, SearchRequest request)
    {
        var hits = new List<SearchHit>();
        for (var next = request; ;)
        {
            var page = index.Search(next);
            hits.AddRange(page.Hits);
            if (page.Next is null) return hits;
            next = request with { After = page.Next };
        }
    }
}
