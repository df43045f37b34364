namespace Post.PublicDatabase.Search;

/// <summary>
/// Everything published about officers that can be searched, in memory and unchangeable: a publication builds a new
/// one and swaps it in, so whoever is withdrawn is in it no more.
/// </summary>
internal sealed class OfficerIndex
{
    private OfficerIndex(SearchableOfficer[] officers, Nicknames nicknames)
    {
        Officers = officers;
        Nicknames = nicknames;
        Names = new OfficerNames(officers);
        Numbers = new OfficerNumbers(officers);
        Agencies = new AgencyWords(officers);
        Statuses = new Choices(officers, o => o.StatusCode ?? "");
        Counties = new Choices(officers, o => string.IsNullOrWhiteSpace(o.County) ? null : o.County, o => o.Counties);
        Cells = [.. Enumerable.Range(0, officers.Length)
            .GroupBy(o => (Statuses.Of(o), Agencies.Agencies.Of(o), Counties.Of(o)))
            .Select(g => new FacetCell(g.Key.Item1, g.Key.Item2, g.Key.Item3, g.Count()))];
    }

    /// <summary>In display order: surname, first name, officer number.</summary>
    public IReadOnlyList<SearchableOfficer> Officers { get; }

    public OfficerNames Names { get; }

    public OfficerNumbers Numbers { get; }

    public AgencyWords Agencies { get; }

    public Choices Statuses { get; }

    public Choices Counties { get; }

    public Nicknames Nicknames { get; }

    /// <summary>Officers alike in status, agency and county, counted once for lists without text.</summary>
    public IReadOnlyList<FacetCell> Cells { get; }

    /// <summary>Keys must be distinct; the order of the officers does not matter.</summary>
    public static OfficerIndex Build(IReadOnlyList<SearchableOfficer> published)
    {
        var officers = published.ToArray();
        var order = Array.ConvertAll(officers, DisplayOrder);
        Array.Sort(order, officers, StringComparer.Ordinal);
        return new OfficerIndex(officers, Nicknames.Shipped);
    }

    /// <summary>Answers anything: what cannot be understood is left out and noted in the result.</summary>
    public SearchResult Search(SearchRequest request)
    {
        var text = SearchText.Parse(request.Text);
        var filter = new OfficerFilter(request, this);
        var page = Page.Of(request, text, this);

        if (text.IsBlank) return new OfficerList(this, filter, page).Show();
        if (text.Words.Count == 0) return page.Empty(text.Notes);
        return new TextSearch(this, text, filter, page).Show();
    }

    /// <summary>How many officers stand at or before a place in display order.</summary>
    public int CountUpTo(string displayOrder)
    {
        int low = 0, high = Officers.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (string.CompareOrdinal(DisplayOrder(Officers[middle]), displayOrder) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    // U+0001 sorts before the space between words, so "Le, Zoe" comes before "Le Blanc, Amy".
    public static string DisplayOrder(SearchableOfficer officer) => string.Join(
        '\u0001',
        FoldedText.Ordering(officer.Surname),
        FoldedText.Ordering(officer.FirstName),
        officer.OfficerNumber,
        officer.Key);
}

/// <summary>So many officers share a status, an agency and a county.</summary>
internal readonly record struct FacetCell(int Status, int Agency, int County, int Officers);
