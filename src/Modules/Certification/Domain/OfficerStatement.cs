using System.Globalization;

namespace Post.Certification.Domain;

/// <summary>What an officer tells the Commission about themselves (12.07(1)(b)), or asks of it.</summary>
public enum StatementKind
{
    /// <summary>Where the officer is reached from now on (12.07(1)(b)1, 3.a).</summary>
    Address,

    /// <summary>An address that reaches the officer no more (12.07(1)(b)3.a).</summary>
    AddressEnd,

    /// <summary>The officer bears another name (12.07(1)(b)3.a).</summary>
    Name,

    /// <summary>Where the officer works (12.07(1)(b)3.b).</summary>
    Workplace,

    /// <summary>Work status, leave included (12.07(1)(b)3.c).</summary>
    WorkStatus,

    /// <summary>Who heads the officer's bargaining unit, or that there is none (12.07(1)(b)2, 3.d).</summary>
    UnitHead,

    /// <summary>Training taken, and what shows it (12.07(1)(b)5).</summary>
    Training,

    /// <summary>A petition for review of a decision about the certification (555 CMR 7.10, 9.11).</summary>
    Petition,
}

/// <summary>What became of a statement; it follows from the step that is added with it.</summary>
internal enum StatementState
{
    Submitted,
    TakenIn,
    Returned,

    /// <summary>The officer corrected it before anybody had decided on it.</summary>
    Replaced,
}

/// <summary>What a statement says; each part as the officer wrote it.</summary>
public sealed record StatementContent
{
    /// <summary>The first of the three clocks: from when it is so.</summary>
    public DateOnly? OccurredOn { get; init; }

    /// <summary>The second: when the officer knew. The third is the submission.</summary>
    public DateOnly? KnownOn { get; init; }

    public string? Channel { get; init; }
    public string? Contact { get; init; }

    /// <summary>The address of the record that reaches the officer no more.</summary>
    public Guid? AddressId { get; init; }

    public string? FirstName { get; init; }
    public string? Surname { get; init; }
    public string? Suffix { get; init; }
    public string? WorkStatusCode { get; init; }

    /// <summary>What it is about, in words: the employer, the course, the unit, or the grounds of a petition.</summary>
    public string? Subject { get; init; }

    /// <summary>Who heads the unit.</summary>
    public string? Head { get; init; }

    /// <summary>The officer belongs to no bargaining unit, which is an answer (12.07(1)(b)2).</summary>
    public bool NoUnit { get; init; }

    public int? Minutes { get; init; }
    public string? Place { get; init; }

    /// <summary>What shows it, and where that is kept.</summary>
    public string? Evidence { get; init; }

    public Guid? DecisionId { get; init; }
}

/// <summary>
/// What an officer told the Commission, in the officer's own words. It is added once and never changed; a correction is a statement of
/// its own that names this one (12.07(1)(d)).
/// </summary>
internal sealed class OfficerStatement
{
    public const int ContactMaxLength = 500;
    public const int NameMaxLength = 100;
    public const int ShortMaxLength = 100;
    public const int SuffixMaxLength = 20;
    public const int SubjectMaxLength = 4_000;
    public const int EvidenceMaxLength = 1_000;
    public const int ReasonMaxLength = 1_000;

    public required Guid Id { get; init; }
    public required long Number { get; init; }

    /// <summary>The person by the number under which they are known at the submission.</summary>
    public required Guid PersonId { get; init; }

    public required StatementKind Kind { get; init; }
    public Guid? Supersedes { get; init; }
    public required DateOnly OccurredOn { get; init; }
    public required DateOnly KnownOn { get; init; }
    public string? Channel { get; init; }
    public string? Contact { get; init; }
    public Guid? AddressId { get; init; }
    public string? FirstName { get; init; }
    public string? Surname { get; init; }
    public string? Suffix { get; init; }
    public string? WorkStatusCode { get; init; }
    public string? Subject { get; init; }
    public string? Head { get; init; }
    public bool NoUnit { get; init; }
    public int? Minutes { get; init; }
    public string? Place { get; init; }
    public string? Evidence { get; init; }
    public Guid? DecisionId { get; init; }

    /// <summary>The version of the words to which the officer attested (12.07(1)(d)).</summary>
    public required string Attested { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }
    public Guid? SubmittedBy { get; init; }
    public required string SubmittedByName { get; init; }
    public Guid? ClockId { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>It went to the agencies that employ the officer and not to the Commission; told at the submission (12.07(1)(b)).</summary>
    public required bool WithAgencies { get; init; }

    /// <summary>Told at the submission; a day set later makes it neither late nor in time (part 0.3(3)).</summary>
    public required bool InTime { get; init; }

    public StatementState State { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public string Reference => ReferenceOf(Number);

    public static string ReferenceOf(long number) => string.Create(CultureInfo.InvariantCulture, $"OS-{number:D6}");

    public StatementContent Content => new()
    {
        OccurredOn = OccurredOn,
        KnownOn = KnownOn,
        Channel = Channel,
        Contact = Contact,
        AddressId = AddressId,
        FirstName = FirstName,
        Surname = Surname,
        Suffix = Suffix,
        WorkStatusCode = WorkStatusCode,
        Subject = Subject,
        Head = Head,
        NoUnit = NoUnit,
        Minutes = Minutes,
        Place = Place,
        Evidence = Evidence,
        DecisionId = DecisionId,
    };

    public void Close(StatementState state, DateTimeOffset at) => (State, ClosedAt) = (state, at);
}

/// <summary>One thing that happened to a statement; added and never changed.</summary>
internal sealed class StatementStep
{
    public required Guid Id { get; init; }
    public required Guid StatementId { get; init; }

    /// <summary>The state that follows from it.</summary>
    public required StatementState Kind { get; init; }

    public required DateTimeOffset TakenAt { get; init; }
    public Guid? TakenBy { get; init; }
    public required string TakenByName { get; init; }

    /// <summary>The agency for which it was done; null for the officer and for the Commission.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>What the officer is told of it.</summary>
    public string? Note { get; init; }
}

/// <summary>An agency to which a statement went, and what became of it there; both employers of an officer have one (12.07(1)(b)).</summary>
internal sealed class StatementAddressee
{
    public required Guid StatementId { get; init; }
    public required Guid AgencyId { get; init; }
    public StatementState State { get; private set; }

    /// <summary>The clock of the answer; null where the Commission had set no number at the submission.</summary>
    public Guid? ClockId { get; init; }

    /// <summary>When the agency was reminded that nobody had answered.</summary>
    public DateTimeOffset? PromptedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public void Close(StatementState state, DateTimeOffset at) => (State, AnsweredAt) = (state, at);

    public void Prompted(DateTimeOffset at) => PromptedAt = at;
}
