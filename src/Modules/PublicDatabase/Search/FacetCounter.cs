using System.Buffers;

namespace Post.PublicDatabase.Search;

/// <summary>Counts hits and what each choice of a filter would leave if it were the one chosen.</summary>
internal sealed class FacetCounter(OfficerIndex index, OfficerFilter filter) : IDisposable
{
    private readonly int[] _statuses = Zeros(index.Statuses.Keys.Length);
    private readonly int[] _agencies = Zeros(index.Agencies.Names.Length);
    private readonly int[] _counties = Zeros(index.Counties.Keys.Length);

    public int Total { get; private set; }

    /// <summary>True where all filters let the officers through.</summary>
    public bool Count(int status, int agency, int county, int officers)
    {
        var statusFits = filter.AllowsStatus(status);
        var agencyFits = filter.AllowsAgency(agency);
        var countyFits = filter.AllowsCounty(county);
        if (agencyFits && countyFits && status >= 0) _statuses[status] += officers;
        if (statusFits && countyFits) Add(_agencies, index.Agencies.Agencies, agency, officers);
        if (statusFits && agencyFits) Add(_counties, index.Counties, county, officers);

        var fits = statusFits && agencyFits && countyFits;
        if (fits) Total += officers;
        return fits;
    }

    public SearchFacets Facets() => new(
        All(index.Statuses.Keys, _statuses),
        Largest(index.Agencies.Agencies.Keys, index.Agencies.Names, _agencies),
        All(index.Counties.Keys, _counties));

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_statuses);
        ArrayPool<int>.Shared.Return(_agencies);
        ArrayPool<int>.Shared.Return(_counties);
    }

    // Who has several counts under each of them.
    private static void Add(int[] counts, Choices choices, int code, int officers)
    {
        if (code >= 0) counts[code] += officers;
        else foreach (var id in choices.Ids(in code)) counts[id] += officers;
    }

    private static int[] Zeros(int length)
    {
        var counts = ArrayPool<int>.Shared.Rent(length);
        Array.Clear(counts, 0, length);
        return counts;
    }

    private static List<FacetValue> All(string[] keys, int[] counts)
    {
        var values = new List<FacetValue>(keys.Length);
        for (var id = 0; id < keys.Length; id++)
        {
            if (counts[id] > 0) values.Add(new(keys[id], keys[id], Tally.Of(counts[id])));
        }

        return values;
    }

    // Most hits first, then by key, which is the order of the ids; one pass, as a country has 18,000 agencies.
    private static List<FacetValue> Largest(string[] keys, string[] names, int[] counts)
    {
        var largest = new List<int>(SearchFacets.AgencyChoices + 1);
        for (var id = 0; id < keys.Length; id++)
        {
            if (counts[id] == 0) continue;
            if (largest.Count == SearchFacets.AgencyChoices && counts[largest[^1]] >= counts[id]) continue;

            var place = largest.Count;
            while (place > 0 && counts[largest[place - 1]] < counts[id]) place--;
            largest.Insert(place, id);
            if (largest.Count > SearchFacets.AgencyChoices) largest.RemoveAt(largest.Count - 1);
        }

        return largest.ConvertAll(id => new FacetValue(keys[id], names[id], Tally.Of(counts[id])));
    }
}
