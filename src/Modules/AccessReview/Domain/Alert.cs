namespace Post.AccessReview.Domain;

/// <summary>Why something stands in the queue of review.</summary>
public enum AlertSource
{
    Rule,
    Sample,
    BreakGlass,
    LargeExport,
    Flagged,

    /// <summary>The person whose record it is asked for it.</summary>
    Concern,
}

/// <summary>Who reviews: the looks of those who review go to the Executive Director or a designee.</summary>
public enum ReviewDesk
{
    Compliance,
    ExecutiveDirector,
}

/// <summary>How far a review has come.</summary>
public enum AlertState
{
    New,
    Asked,
    Answered,
    Explained,
    Unexplained,
    Closed,
    Referred,
}

/// <summary>What was done in a review, one row each; the state of an alert follows from them.</summary>
public enum StepKind
{
    Assigned,
    Asked,
    Answered,
    Explained,
    Unexplained,
    Closed,
    Referred,
}

/// <summary>A look, or several, that somebody must answer for, and how far that has come.</summary>
internal sealed class Alert
{
    /// <summary>More persons and events than this are counted in the facts and found in the log.</summary>
    public const int ListedAtMost = 50;

    public required Guid Id { get; init; }
    public long Number { get; init; }
    public required AlertSource Source { get; init; }
    public string? RuleCode { get; init; }
    public required string Key { get; init; }
    public required ReviewDesk Desk { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string[] ActorRoles { get; init; }
    public required Guid[] SubjectIds { get; init; }
    public required Guid[] EventIds { get; init; }
    public required DateTimeOffset EventsFrom { get; init; }
    public required DateTimeOffset EventsTo { get; init; }
    public required string Facts { get; init; }
    public required DateTimeOffset HappenedAt { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public AlertState State { get; private set; } = AlertState.New;
    public Guid? AssigneeId { get; private set; }
    public string? AssigneeName { get; private set; }
    public Guid? ConcludedBy { get; private set; }
    public bool? Substantiated { get; private set; }
    public Guid? DeadlineId { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public string Reference => $"AR-{Number}";

    public bool IsOpen => ClosedAt is null;

    /// <summary>What may be done next.</summary>
    public bool Allows(StepKind step) => (step, State) switch
    {
        (StepKind.Assigned, _) => IsOpen,
        (StepKind.Asked, AlertState.New or AlertState.Asked or AlertState.Answered) => ActorId is not null,
        (StepKind.Answered, AlertState.Asked) => true,
        (StepKind.Explained or StepKind.Unexplained, AlertState.New or AlertState.Asked or AlertState.Answered) => true,
        (StepKind.Closed, AlertState.Explained or AlertState.Unexplained) => true,
        (StepKind.Referred, AlertState.Unexplained) => true,
        _ => false,
    };

    /// <summary>The state follows the row that says who did what; nothing else writes it.</summary>
    public AlertStep Take(StepKind kind, ReviewerName by, string words, Guid stepId, DateTimeOffset at)
    {
        if (!Allows(kind)) throw new InvalidOperationException($"{kind} does not follow {State}.");
        if (kind is StepKind.Assigned) (AssigneeId, AssigneeName) = (by.Account, by.Name);
        else State = Enum.Parse<AlertState>(kind.ToString());
        if (kind is StepKind.Explained or StepKind.Unexplained) (ConcludedBy, Substantiated) = (by.Account, kind is StepKind.Unexplained);
        if (kind is StepKind.Closed or StepKind.Referred) ClosedAt = at;
        return new AlertStep { Id = stepId, AlertId = Id, Kind = kind, ByAccount = by.Account, ByName = by.Name, At = at, Words = words };
    }
}

/// <summary>Who did a step, by account and by the name of that moment.</summary>
internal sealed record ReviewerName(Guid Account, string Name);

/// <summary>One step of a review; added, never changed.</summary>
internal sealed class AlertStep
{
    public const int WordsMaxLength = 2000;

    public required Guid Id { get; init; }
    public required Guid AlertId { get; init; }
    public required StepKind Kind { get; init; }
    public Guid? ByAccount { get; init; }
    public required string ByName { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Words { get; init; }
}

/// <summary>A week of review as one person vouched for it, with what was proved of the log at that moment.</summary>
internal sealed class SignOff
{
    public required Guid Id { get; init; }
    public required DateOnly WeekFrom { get; init; }
    public required DateOnly WeekTo { get; init; }
    public required long Looks { get; init; }
    public required int Actors { get; init; }
    public required int Raised { get; init; }
    public required int Closed { get; init; }
    public required int Open { get; init; }
    public DateTimeOffset? OldestOpenAt { get; init; }
    public required int Substantiated { get; init; }

    /// <summary>JSON: how often each rule or source raised an alert.</summary>
    public required string Hits { get; init; }
    public string? Checkpoint { get; init; }
    public required string Words { get; init; }
    public required Guid SignedBy { get; init; }
    public required string SignedByName { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
}
