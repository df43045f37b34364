namespace Post.Certification.Domain;

/// <summary>Something a file brought that a person must look at; nothing follows from it by itself.</summary>
internal sealed class ReviewItem
{
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }
    public required ReviewKind Kind { get; init; }
    public required string OfficerNumber { get; init; }
    public Guid? PersonId { get; init; }
    public required string Details { get; init; }
    public string? FirstName { get; init; }
    public string? Surname { get; init; }
    public string? Suffix { get; init; }
    public required DateOnly AsOf { get; init; }
    public required Guid SourceId { get; init; }
    public long? SourceRow { get; init; }

    /// <summary>The end of an agency after which it is still reported; the question falls with it.</summary>
    public Guid? SuccessionId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public ReviewOutcome? Outcome { get; private set; }
    public string? Reason { get; private set; }
    public Guid? ResolvedBy { get; private set; }
    public string? ResolvedByName { get; private set; }

    public void Resolve(ReviewOutcome outcome, string reason, Guid? by, string byName, DateTimeOffset at) =>
        (Outcome, Reason, ResolvedBy, ResolvedByName, ResolvedAt) = (outcome, reason, by, byName, at);
}

/// <summary>Why a person must look.</summary>
internal enum ReviewKind
{
    /// <summary>A known officer number came under the name of somebody else.</summary>
    OtherName,

    /// <summary>A row that contradicts another, or lacks a day.</summary>
    RowHeld,

    /// <summary>A later full list does not name the officer any more.</summary>
    LeftOutOfList,

    /// <summary>Service without an end that the status list does not name.</summary>
    ServiceNotListed,

    /// <summary>Whoever leaves during an investigation may have a matter to be determined (8.06(4)(b)1.i).</summary>
    SeparationUnderInvestigation,

    /// <summary>Service is reported with an agency after the day on which it ended.</summary>
    AgencyEnded,

    /// <summary>An officer told of another head of the bargaining unit than the agency has on record (12.07(1)(b)3.d).</summary>
    UnitHeadDiffers,

    /// <summary>A certification as a school resource officer ended, and a later list of the Commission still speaks of one.</summary>
    SroTermContradicted,

    /// <summary>Service at a school goes on while the certification for it is suspended (12.04(1)(c)4).</summary>
    SroServesWhileSuspended,

    /// <summary>An agency disputes a training that the training committee supplied (12.03(2)).</summary>
    TrainingDisputed,
}

/// <summary>What a person, or a later list, made of it.</summary>
internal enum ReviewOutcome
{
    /// <summary>The reported name is a new name of this person.</summary>
    SamePerson,

    /// <summary>The row was about somebody else: the number in it is wrong.</summary>
    NotThisPerson,
    LookedAt,

    /// <summary>A later list names the officer again.</summary>
    Returned,

    /// <summary>What the question rested on was withdrawn or corrected.</summary>
    Withdrawn,
}
