namespace Post.PublicDatabase.Search;

/// <summary>Keeps one page of the best hits past a place while everything that matches is counted.</summary>
internal sealed class HitCollector(OfficerIndex index, OfficerFilter filter, PagePlace after, int limit) : IDisposable
{
    private readonly FacetCounter _facets = new(index, filter);
    private readonly Choices _statuses = index.Statuses;
    private readonly Choices _agencies = index.Agencies.Agencies;
    private readonly Choices _counties = index.Counties;
    private readonly List<long> _page = new(limit + 2);
    private readonly long _from = PlaceOf(after.Rank, after.Ordinal);

    /// <summary>All who match the text, before any filter.</summary>
    public int Matches { get; private set; }

    /// <summary>One more than a page holds means that there is a next page.</summary>
    public bool HasMore => _page.Count > limit;

    public IEnumerable<(int Rank, int Officer)> Page =>
        _page.Take(limit).Select(place => ((int)(place >> 32), (int)(place & int.MaxValue)));

    public void Offer(int officer, int rank)
    {
        Matches++;
        var fits = _facets.Count(_statuses.Of(officer), _agencies.Of(officer), _counties.Of(officer), 1);
        if (fits) Keep(PlaceOf(rank, officer));
    }

    public SearchFacets Facets() => _facets.Facets();

    public Tally Total() => Tally.Of(_facets.Total);

    public void Dispose() => _facets.Dispose();

    private static long PlaceOf(int rank, int officer) => ((long)rank << 32) | (uint)officer;

    private void Keep(long place)
    {
        if (place < _from) return;
        if (_page.Count > limit)
        {
            if (place > _page[^1]) return;
            _page.RemoveAt(_page.Count - 1);
        }

        _page.Insert(~_page.BinarySearch(place), place);
    }
}
