using Post.Standards.Contracts;

namespace Post.PublicDatabase.Gate;

/// <summary>Everything the gate weighs about one item: one form of information about one person.</summary>
internal sealed record ItemFacts(string Form)
{
    public Channel Channel { get; init; } = Channel.PublicDatabase;

    /// <summary>False where the Commission does not hold the item.</summary>
    public bool Held { get; init; } = true;

    public Screening Screening { get; init; } = Screening.Coded;

    /// <summary>Null for items about nobody in particular, such as figures.</summary>
    public PersonFacts? Person { get; init; }

    /// <summary>The complaint or allegation that the item is about.</summary>
    public MatterFacts? Matter { get; init; }

    public CertificationChallenge Challenge { get; init; } = CertificationChallenge.None;

    /// <summary>
    /// Where the certification decision or the discipline is being challenged, by the codes of G-NOTATION.
    /// </summary>
    public IReadOnlyList<string> Forums { get; init; } = [];

    /// <summary>Whether a document is final; null for what is no document.</summary>
    public bool? DocumentIsFinal { get; init; }

    /// <summary>A figure that is small, or that others give away (G-CELL).</summary>
    public bool CellIsSmall { get; init; }

    public bool PetitionPending { get; init; }

    public bool StatementOnFile { get; init; }

    public IReadOnlyList<Restriction> Restrictions { get; init; } = [];
}

/// <summary>Who asks: the table of 8.06 is for the public database alone (requirements 2.2).</summary>
internal enum Channel
{
    PublicDatabase,
    RecordsRequest,
    LegalProcess,
    DataSubjectAccess,
    ParticularIndividual,
    Partner,
}

/// <summary>Whether a person has looked at the text; coded values need no look.</summary>
internal enum Screening
{
    Coded,
    Screened,
    Unscreened,
}

/// <summary>A bar on an item by the clause that sets it; a separable one concerns a part that can be cut out.</summary>
internal sealed record Restriction(string Clause, RestrictionState State, bool Separable = false);

/// <summary>Where a bar stands: flagged and not decided yet, in force, or found not to apply.</summary>
internal enum RestrictionState
{
    Pending,
    Active,
    Cleared,
}

/// <summary>Whether a certification decision can still change (8.06(3)(a)2).</summary>
internal enum CertificationChallenge
{
    None,

    /// <summary>Nothing filed, but a window is open, or nobody knows that it is closed.</summary>
    WindowOpen,
    BeforeTheCommission,

    /// <summary>In court, arbitration or the Civil Service Commission only.</summary>
    Outside,
}

/// <summary>What decides whether a person is in the population and may still be shown (8.06(1), (4)(b)13).</summary>
internal sealed record PersonFacts
{
    public ServiceFacts Service { get; init; } = new(Recorded.NotRecorded);

    public CertificationFacts Certification { get; init; } = new(Recorded.NotRecorded);

    public Recorded ServingNow { get; init; } = Recorded.NotRecorded;

    public bool Decertified { get; init; }

    /// <summary>The source is one of the Commission's own published lists (G-EVIDENCE).</summary>
    public bool OnCommissionList { get; init; }
}

/// <summary>Whether the person ever served, and when; an end that is null is open.</summary>
internal sealed record ServiceFacts(Recorded Ever, DateOnly? Until = null);

/// <summary>
/// Whether the person was ever certified, when the last certification was received, and when it ended, where that is known.
/// </summary>
internal sealed record CertificationFacts(Recorded Ever, DateOnly? LastReceivedOn = null, DateOnly? Until = null);

/// <summary>A complaint, or one allegation of it: how it ended and where its discipline stands.</summary>
internal sealed record MatterFacts(IReadOnlyList<Ending> Endings, IReadOnlyList<DisciplineState> Discipline)
{
    /// <summary>Whether it had to be reported to the Commission (T-14); null for old files that do not say.</summary>
    public bool? Reportable { get; init; }

    public bool Vacated { get; init; }
}

/// <summary>
/// How one allegation ended: its disposition by the code of the vocabulary, and what was determined about it.
/// </summary>
internal sealed record Ending(string DispositionCode, bool Final, bool DeterminedUnwarranted = false);
