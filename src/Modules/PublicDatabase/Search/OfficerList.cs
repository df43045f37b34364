namespace Post.PublicDatabase.Search;

/// <summary>All officers a filter leaves, in display order: as quick on the last page as on the first.</summary>
internal sealed class OfficerList(OfficerIndex index, OfficerFilter filter, Page page)
{
    public SearchResult Show()
    {
        using var facets = new FacetCounter(index, filter);
        foreach (var cell in index.Cells) facets.Count(cell.Status, cell.Agency, cell.County, cell.Officers);

        var officers = Officers();
        var more = officers.Count > page.Limit;
        if (more) officers.RemoveAt(page.Limit);

        var hits = officers.ConvertAll(o => new SearchHit(index.Officers[o], o, MatchReason.Listed));
        var next = more ? page.Next(0, officers[^1]) : null;
        return new(hits, Tally.Of(facets.Total), facets.Facets(), next, page.Notes);
    }

    private List<int> Officers()
    {
        // A position past rank 0 belongs to a list with text; nothing follows it here.
        var from = page.From.Rank == 0 ? page.From.Ordinal : index.Officers.Count;
        if (filter.Agency >= 0) return Walk(index.Agencies.Agencies.Officers(filter.Agency), from);
        if (filter.County >= 0) return Walk(index.Counties.Officers(filter.County), from);
        return filter.OnlyStatus >= 0 ? Walk(index.Statuses.Officers(filter.OnlyStatus), from) : WalkAll(from);
    }

    private List<int> Walk(ReadOnlySpan<int> officers, int from)
    {
        var found = new List<int>(page.Limit + 1);
        var start = officers.BinarySearch(from);
        for (var i = start < 0 ? ~start : start; i < officers.Length && found.Count <= page.Limit; i++)
        {
            if (Allows(officers[i])) found.Add(officers[i]);
        }

        return found;
    }

    private List<int> WalkAll(int from)
    {
        var found = new List<int>(page.Limit + 1);
        for (var officer = from; officer < index.Officers.Count && found.Count <= page.Limit; officer++)
        {
            if (Allows(officer)) found.Add(officer);
        }

        return found;
    }

    private bool Allows(int officer) => filter.AllowsStatus(index.Statuses.Of(officer))
        && filter.AllowsAgency(index.Agencies.Agencies.Of(officer))
        && filter.AllowsCounty(index.Counties.Of(officer));
}
