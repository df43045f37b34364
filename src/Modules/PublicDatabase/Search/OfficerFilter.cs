namespace Post.PublicDatabase.Search;

/// <summary>The chosen statuses, agency and county as numbers; an unknown choice lets nobody through.</summary>
internal sealed class OfficerFilter
{
    // Below every number that can stand for a set of choices.
    private const int Any = int.MinValue;
    private const int Unknown = int.MinValue + 1;

    private readonly OfficerIndex _index;
    private readonly bool[]? _statuses;

    public OfficerFilter(SearchRequest request, OfficerIndex index)
    {
        _index = index;
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

    /// <summary>By any of the present agencies.</summary>
    public bool AllowsAgency(int code) => Agency == Any || _index.Agencies.Agencies.Has(code, Agency);

    public bool AllowsCounty(int code) => County == Any || _index.Counties.Has(code, County);

    private static int Chosen(string? key, Choices choices)
    {
        if (string.IsNullOrWhiteSpace(key)) return Any;
        return choices.Find(key) is >= 0 and var id ? id : Unknown;
    }
}
