namespace Post.Certification.Domain;

/// <summary>An employer of officers as c. 6E, § 1 defines it; provisional while it is only a spelling in a file.</summary>
internal sealed class LawEnforcementAgency
{
    public const int NameMaxLength = 200;

    public required Guid Id { get; init; }
    public AgencyKind Kind { get; init; }
    public bool Provisional { get; private set; }
    public string? County { get; init; }
    public Guid? MergedIntoId { get; private set; }
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When this row was last written; the state kept of it begins then.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    public void Confirm(DateTimeOffset at) => (Provisional, ChangedAt) = (false, at);

    public void MergeInto(Guid agencyId, DateTimeOffset at) => (MergedIntoId, ChangedAt) = (agencyId, at);
}

/// <summary>What sort of agency it is; out-of-state employers are entries of their own and marked so (8.03(2)).</summary>
internal enum AgencyKind
{
    NotRecorded,
    Municipal,
    Sheriff,
    State,
    Campus,
    Hospital,
    Authority,
    OutOfState,
}

/// <summary>A name that an agency bore, with the days it held and the time the Commission knew it so.</summary>
internal sealed class LawEnforcementAgencyName
{
    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required string Name { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>What a name entered by hand rests on; a file's name has its source elsewhere.</summary>
    public string? Authority { get; init; }

    public string? Reason { get; init; }
    public string? RecordedByName { get; init; }

    public void Supersede(DateTimeOffset at) => SupersededAt = at;
}

/// <summary>
/// What was known of an agency's own row from one time to another. The database keeps it whenever that row changes; nobody
/// else writes it.
/// </summary>
internal sealed class LawEnforcementAgencyState
{
    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required AgencyKind Kind { get; init; }
    public string? County { get; init; }
    public required bool Provisional { get; init; }
    public Guid? MergedIntoId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>What the register said of an agency, from a day; its kind and county follow the row in force.</summary>
internal sealed class LawEnforcementAgencyListing
{
    public required Guid Id { get; init; }
    public required Guid AgencyId { get; init; }
    public required AgencyKind Kind { get; init; }
    public string? County { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}
