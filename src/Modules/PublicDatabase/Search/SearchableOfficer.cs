namespace Post.PublicDatabase.Search;

/// <summary>What of a published officer can be searched for; a value that is not here cannot match (8.06(2)).</summary>
internal sealed record SearchableOfficer(string Key, string OfficerNumber, string FirstName, string Surname)
{
    public string? Suffix { get; init; }

    /// <summary>Only names under which the person was once published.</summary>
    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    public string? AgencyKey { get; init; }

    public string? AgencyName { get; init; }

    public IReadOnlyList<string> AgencyAliases { get; init; } = [];

    /// <summary>Empty where no status is recorded; such officers are found and counted like any other.</summary>
    public string StatusCode { get; init; } = "";

    public string? County { get; init; }

    /// <summary>Present agencies besides the first, of the few who serve several.</summary>
    public IReadOnlyList<SearchableAgency> MoreAgencies { get; init; } = [];

    public IEnumerable<string> AgencyKeys => With(AgencyKey, MoreAgencies.Select(a => a.Key));

    public IEnumerable<string> AgencyNames => With(AgencyName, MoreAgencies.Select(a => a.Name));

    public IEnumerable<string> Counties => With(County, MoreAgencies.Select(a => a.County).OfType<string>()).Distinct();

    private static IEnumerable<string> With(string? first, IEnumerable<string> more) =>
        string.IsNullOrWhiteSpace(first) ? more : more.Prepend(first);
}

/// <summary>An agency as a further employer of an officer.</summary>
internal sealed record SearchableAgency(string Key, string Name, string? County);

/// <summary>A name under which an officer was published before.</summary>
internal sealed record FormerName(string FirstName, string Surname);
