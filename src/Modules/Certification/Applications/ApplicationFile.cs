using Post.Certification.Reporting;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>An application with its checklist, its clock and all that was found and decided.</summary>
public sealed record ApplicationFile(
    Guid Id, string Reference, string Kind, Guid PersonId, string Name, string OfficerNumber, string? Agency, DateOnly ReceivedOn,
    DateOnly? LapsesOn, string? Grounds, string? Standard, string OpenedBy, DateTimeOffset OpenedAt, string? ClosedAs,
    DateTimeOffset? ClosedAt) : INamesSubjects, ICountsRows
{
    public string? StatusCode { get; init; }
    public string? StatusLabel { get; init; }
    public DateOnly? StatusAsOf { get; init; }
    public IReadOnlyList<RequirementRow> Requirements { get; init; } = [];

    /// <summary>The agency that entered it in its portal; null where staff received it.</summary>
    public EntryRow? Entry { get; init; }

    /// <summary>What that agency said before, the latest first.</summary>
    public IReadOnlyList<AnswerRow> EarlierSaid { get; init; } = [];

    /// <summary>Findings that others took the place of, the latest first.</summary>
    public IReadOnlyList<FindingRow> Earlier { get; init; } = [];

    public IReadOnlyList<DecisionRow> Decisions { get; init; } = [];

    /// <summary>What this kind of application may be decided as today.</summary>
    public IReadOnlyList<DecisionChoice> Choices { get; init; } = [];

    public RunningDeadline? Clock { get; init; }
    public DateOnly Today { get; init; }
    public bool MayKeep { get; init; }
    public bool MayDecide { get; init; }

    public bool Open => ClosedAt is null;
    public string KindWords => DecisionWords.OfApplication(Kind);
    public IEnumerable<Guid> SubjectIds => [PersonId];
    public int RowCount => 1;
}

/// <summary>A requirement and what is found about it now.</summary>
public sealed record RequirementRow(string Code, string Title, string ShownBy, string Clause, bool BarsCondition, FindingRow Found)
{
    /// <summary>What the agency that entered the application says of it; no finding.</summary>
    public AnswerRow? Said { get; init; }

    /// <summary>What shows it has a last day.</summary>
    public bool RunsOut { get; init; }

    /// <summary>It was met, and what showed it had run out by the day of the page, or of the decision that closed the application.</summary>
    public bool RanOut { get; init; }

    /// <summary>Neither met nor waived, nor made up for by the other of first aid and CPR.</summary>
    public bool Open { get; init; }
}

public sealed record FindingRow(
    string Code, string Finding, DateOnly? ShownOn, string? Note, string? Document, string By, DateTimeOffset RecordedAt)
{
    /// <summary>Last day of what shows it.</summary>
    public DateOnly? ExpiresOn { get; init; }
}

/// <summary>A decision that may be made, and what it would do.</summary>
public sealed record DecisionChoice(string Code, string? Status, bool NeedsVote, bool Closes, bool HasTerm, string Authority)
{
    public string Words => DecisionWords.ChoiceOf(Code);
    public bool TakesConditions => Code is "GrantConditionally" or "Restrict" or "Limit";
    public bool TakesLastDay => HasTerm || Code is "Extend";
}

/// <summary>A decision as it stands in the record, with its conditions.</summary>
public sealed record DecisionRow(
    Guid Id, string Reference, Guid ApplicationId, string Application, string Words, string Tone, string Reasons, string Authority, DateOnly DecidedOn,
    DateOnly EffectiveOn, DateOnly? ExpiresOn, string? Status, bool ByVote, string By, DateTimeOffset RecordedAt)
{
    public IReadOnlyList<ConditionRow> Conditions { get; init; } = [];

    /// <summary>The version of the standard by which it was decided, that of the day of receipt; none where nobody applied.</summary>
    public string? Standard { get; init; }

    /// <summary>Where it stands on review, in words; none where no petition is open against it.</summary>
    public string? Review { get; init; }

    public DateOnly? WindowEndsOn { get; init; }
    public IReadOnlyList<StepRow> Steps { get; init; } = [];

    /// <summary>What may happen next.</summary>
    public IReadOnlyList<string> NextSteps { get; init; } = [];
}

public sealed record StepRow(string Words, DateOnly TakenOn, string Note, string By, Guid? ClockId);

public sealed record ConditionRow(
    Guid Id, int Place, string Words, DateOnly? DueOn, string State, DateOnly? SettledOn, string? Note, string? SettledBy, bool Late)
{
    /// <summary>Days that count from the return to duty; null where the decision set the day.</summary>
    public int? DaysFromReturn { get; init; }

    public bool MayBeSettled => State is "Open" or "Missed";

    /// <summary>The report of an agency that waits and says that it was met (12.05(1)(a), (f)).</summary>
    public ReportKey? Reported { get; init; }
}
