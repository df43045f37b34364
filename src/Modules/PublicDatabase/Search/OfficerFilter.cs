namespace Post.PublicDatabase.Search;

/// <summary>The chosen statuses, agency and county as numbers; an unknown choice lets nobody through.</summary>
internal sealed class OfficerFilter
{
    private const int Any = -2;
    private const int Unknown = -3;

    private readonly bool[]? _statuses;

    public OfficerFilter(SearchRequest request, OfficerIndex index)
    {
        Agency = Chosen(request.AgencyKey, index.Agencies.Agencies);
        County = Chosen(request.County, index.Counties);
        if (request.Statuses is not { Count: > 0 } statuses) return;

        _statuses = new bool[index.Statuses.Keys.Length];
        foreach (var status in statuses)
        {
            if (index.Statuses.Find(status ?? "") is >= 0 and var id) _statuses[id] = true;
        }
    }

    public int Agency { get; }

    public int County { get; }

    /// <summary>The only status asked for, or -1 where there are none or several.</summary>
    public int OnlyStatus => _statuses?.Count(chosen => chosen) == 1 ? Array.IndexOf(_statuses, true) : -1;

    public bool AllowsStatus(int id) => _statuses is null || _statuses[id];

    public bool AllowsAgency(int id) => Agency == Any || Agency == id;

    public bool AllowsCounty(int id) => County == Any || County == id;

    private static int Chosen(string? key, Choices choices)
    {
        if (string.IsNullOrWhiteSpace(key)) return Any;
        return choices.Find(key) is >= 0 and var id ? id : Unknown;
    }
}
