namespace Post.Certification.Contracts;

/// <summary>A name as it stands or stood in the record; no middle name leaves the module (8.06(3)(a)1).</summary>
public sealed record OfficerName(string FirstName, string Surname, string? Suffix);

/// <summary>A status as reported for a day, with the code of the Commission's vocabulary and the source's own words.</summary>
public sealed record ReportedStatus(string Code, string Label, DateOnly AsOf, string SourceText)
{
    /// <summary>What the word means, in plain language.</summary>
    public string Meaning { get; init; } = "";
}

/// <summary>Where a fact came from: the import and its row, or a decision, and what that source is evidence of.</summary>
public sealed record SourceFacts(Guid SourceId, string Description, bool IsCommissionList, DateOnly AsOf);

/// <summary>
/// Service with one agency, in or out of state, without rank, nature or reason of the end (8.06(3)(a)4). A day that no source
/// gives is null; what is not current and has no end ended on a day nobody knows.
/// </summary>
public sealed record ServiceSpell(Guid AgencyId, DateOnly? From, DateOnly? Until, bool Current);

/// <summary>
/// A decision about the certification is under challenge at the Commission, or still can be (8.06(3)(a)2).
/// </summary>
/// <param name="Filed">Whether a petition or a hearing is pending, or a decision was taken back and not yet made anew.</param>
/// <param name="WindowEndsOn">The last day on which something may be filed; null while that day is not known.</param>
public sealed record CertificationReview(bool Filed, DateOnly? WindowEndsOn);

/// <summary>What other modules may know of an officer. Birth dates, contacts and separations are not in it, on purpose.</summary>
public sealed record OfficerFacts(
    Guid PersonId,
    string OfficerNumber,
    OfficerName Name,
    IReadOnlyList<OfficerName> FormerNames,
    ReportedStatus? Status,
    Guid? CurrentAgencyId,
    DateOnly? ServingFrom,
    DateOnly? ServedUntil,
    DateOnly? FirstCertifiedOn,
    DateOnly? LastCertifiedOn,
    bool Decertified,
    SourceFacts Source)
{
    /// <summary>Every agency served, the present ones first, then the latest.</summary>
    public IReadOnlyList<ServiceSpell> Service { get; init; } = [];

    /// <summary>Other officer numbers of this person: facts reported under them are in here, and others may hold more under them.</summary>
    public IReadOnlyList<Guid> OtherIds { get; init; } = [];

    /// <summary>
    /// Every present agency; the record calls none of them the principal one, and <see cref="CurrentAgencyId"/> is the first.
    /// </summary>
    public IReadOnlyList<Guid> CurrentAgencyIds => CurrentAgencyId is not { } first
        ? []
        : [first, .. Service.Where(s => s.Current && s.AgencyId != first).Select(s => s.AgencyId).Distinct()];

    /// <summary>When the last certification ended; a suspension or a condition ends none (8.06(3)(a)3).</summary>
    public DateOnly? CeasedOn { get; init; }

    /// <summary>Null where no decision can be challenged any more, as of the day of asking.</summary>
    public CertificationReview? Review { get; init; }
}

/// <summary>A person, known by one officer number, and every number under which facts about them were reported, that one first.</summary>
public sealed record OfficerMembers(Guid PersonId, IReadOnlyList<Guid> MemberIds);

/// <summary>A law enforcement agency (c. 6E, § 1) by its name in force, with every other spelling under which it is known.</summary>
public sealed record LawEnforcementAgencyFacts(
    Guid Id, string Name, string? County, bool Provisional, IReadOnlyList<string> Spellings)
{
    /// <summary>How the agency ended or will end; null while nothing of the kind is recorded.</summary>
    public AgencySuccessionFacts? Ended { get; init; }

    /// <summary>From whom it took over, the latest first.</summary>
    public IReadOnlyList<AgencySuccessionFacts> TookOver { get; init; } = [];
}

/// <summary>An agency's end: the first day on which it was there no more, and who took over.</summary>
public sealed record AgencySuccessionFacts(Guid AgencyId, AgencyEnding Nature, DateOnly EndedOn, IReadOnlyList<Guid> SuccessorIds);

/// <summary>What became of an agency that ended.</summary>
public enum AgencyEnding
{
    /// <summary>It became part of another.</summary>
    Merged,

    /// <summary>It was divided among several.</summary>
    Divided,

    /// <summary>Another goes on in its place.</summary>
    Continued,
}

/// <summary>Asks the Certification module about officers.</summary>
public interface IOfficerDirectory
{
    /// <summary>Officer number to the id under which its facts stand, also where it is merged; numbers not known are left out.</summary>
    Task<IReadOnlyDictionary<string, Guid>> FindAsync(IReadOnlyCollection<string> officerNumbers, CancellationToken ct);

    /// <summary>
    /// To each id, known or not, the person it stands for now with all ids of that person. Facts that a module holds about
    /// any of them are about one person.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, OfficerMembers>> MembersAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);

    /// <summary>Each person once, with the facts of all their numbers; an id merged into another is left out.</summary>
    Task<IReadOnlyList<OfficerFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);

    /// <summary>Pages by key through every officer, none of them merged; the last page is shorter than the limit.</summary>
    Task<IReadOnlyList<Guid>> ListAsync(Guid? after, int limit, CancellationToken ct);

    /// <summary>Persons whose officer number or present surname begins as typed, in the order of their names.</summary>
    Task<IReadOnlyList<Guid>> SearchAsync(string words, int limit, CancellationToken ct);
}

/// <summary>Asks the Certification module about law enforcement agencies.</summary>
public interface ILawEnforcementAgencies
{
    /// <summary>Spelling as written to agency; spellings never seen are left out. Case, blanks and punctuation do not matter.</summary>
    Task<IReadOnlyDictionary<string, Guid>> ResolveAsync(IReadOnlyCollection<string> spellings, CancellationToken ct);

    Task<IReadOnlyList<LawEnforcementAgencyFacts>> AllAsync(CancellationToken ct);
}
