namespace Post.PublicDatabase.Domain;

/// <summary>What the public may see of an officer; a field that is not here cannot leak.</summary>
public sealed record PublishedOfficer(
    string Key,
    string OfficerNumber,
    string FirstName,
    string Surname,
    string? Suffix,
    PublishedStatus Status,
    PublishedAgencyName? CurrentAgency,
    string? County,
    IReadOnlyList<PublishedFormerName> FormerNames,
    PublishedCertification Certification,
    IReadOnlyList<PublishedComplaint> Complaints,
    DateOnly DataThrough)
{
    public PublishedServiceHistory Service { get; init; } = PublishedServiceHistory.Nothing;

    /// <summary>Every present agency, <see cref="CurrentAgency"/> the first of them; the record calls none the principal one.</summary>
    public IReadOnlyList<PublishedAgencyName> CurrentAgencies
    {
        get => field ?? (CurrentAgency is null ? [] : [CurrentAgency]);
        init;
    }
}

/// <summary>Status as the public reads it: code for filters, label, what it means in plain words, and why it is shown.</summary>
public sealed record PublishedStatus(string Code, string Label, string Meaning, Explanation Why);

/// <summary>An agency by public key and name.</summary>
public sealed record PublishedAgencyName(string Key, string Name);

/// <summary>A name under which this officer was once published.</summary>
public sealed record PublishedFormerName(string FirstName, string Surname, string? Suffix);

/// <summary>Massachusetts certification dates; what the Commission does not hold is absent (8.06(3)(a)3).</summary>
public sealed record PublishedCertification(DateOnly? FirstCertified, DateOnly? LastCertified, DateOnly? Ceased, Explanation Why);

/// <summary>Agencies served, the present ones first; without rank, and without how or why service ended (8.06(3)(a)4).</summary>
public sealed record PublishedServiceHistory(IReadOnlyList<PublishedSpell> Spells, Explanation Why)
{
    public static readonly PublishedServiceHistory Nothing = new([], new Explanation([], ""));
}

/// <summary>Service with one agency; a day that no source gives is absent.</summary>
public sealed record PublishedSpell(PublishedAgencyName Agency, DateOnly? From, DateOnly? Until, bool Current);

/// <summary>One complaint that ended against the officer, with its allegations inside (8.06(3)(a)10).</summary>
public sealed record PublishedComplaint(
    string Number,
    PublishedAgencyName? ReportingAgency,
    DateOnly? ReceivedOn,
    DateOnly? IncidentFrom,
    DateOnly? IncidentTo,
    string Anonymous,
    string Sworn,
    IReadOnlyList<PublishedAllegation> Allegations,
    IReadOnlyList<string> Notations,
    Explanation Why);

/// <summary>One allegation with its final disposition and the nature of the discipline.</summary>
public sealed record PublishedAllegation(
    string CategoryCode, string Category, string? Subtype, string Disposition, IReadOnlyList<string> Discipline);

/// <summary>Why something is shown: the clauses that publish it and the source it came from.</summary>
public sealed record Explanation(IReadOnlyList<string> Clauses, string Source);

/// <summary>What the public may see of a law enforcement agency.</summary>
public sealed record PublishedAgency(string Key, string Name, string? County, IReadOnlyList<string> OtherSpellings, int Officers)
{
    /// <summary>What became of it; absent while it goes on.</summary>
    public PublishedEnding? Ended { get; init; }

    /// <summary>Agencies from which it took over, the latest first.</summary>
    public IReadOnlyList<PublishedTakeover> TookOverFrom { get; init => field = value ?? []; } = [];

    /// <summary>Whether its end has come; one that was voted for a later day has not.</summary>
    public bool HasEnded(DateOnly today) => Ended?.On <= today;
}

/// <summary>The end of an agency: Merged, Divided or Continued, the first day without it, and who took over.</summary>
public sealed record PublishedEnding(string How, DateOnly On, IReadOnlyList<PublishedAgencyName> Into);

/// <summary>An agency that ended, how and when, as the one that took over from it shows it.</summary>
public sealed record PublishedTakeover(string How, DateOnly On, PublishedAgencyName Agency);
