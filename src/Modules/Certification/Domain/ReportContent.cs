namespace Post.Certification.Domain;

/// <summary>What an agency reports to the Commission (12.05(1)).</summary>
public enum ReportKind
{
    /// <summary>Somebody begins to serve (12.05(1)(i)(b), 12.04(1)(a)1).</summary>
    Hire,

    /// <summary>Service ends, or is interrupted by a suspension from work (12.05(1)(i)(b), 12.04(1)(a)2-3).</summary>
    Separation,

    /// <summary>A condition of a conditional certification was met (12.05(1)(a)).</summary>
    ConditionMet,

    /// <summary>A condition of a suspended, restricted or limited certification was met (12.05(1)(f)).</summary>
    RestrictionConditionMet,

    /// <summary>In-service training was completed under administrative suspension (12.05(1)(e)).</summary>
    SuspensionTraining,

    /// <summary>Retraining that was ordered was completed (12.05(1)(g)).</summary>
    Retraining,

    /// <summary>Where an officer is reached (12.05(1)(i)(a)).</summary>
    ContactChange,

    /// <summary>Work status, leave included (12.05(1)(i)(c)).</summary>
    WorkStatusChange,

    /// <summary>Rank at the agency (8.05(1)).</summary>
    RankChange,

    /// <summary>The officer bears another name (8.05(1)).</summary>
    NameChange,
}

/// <summary>Which rule governs a report besides 12.05 (12.05(1)).</summary>
internal enum ReportRoute
{
    Immediate,

    /// <summary>It also alleges or shows misconduct: 555 CMR 1.01 governs beside it, with a clock of its own.</summary>
    Rule101,
}

/// <summary>What a report says; each part as the agency wrote it.</summary>
public sealed record ReportContent
{
    public string? OfficerNumber { get; init; }
    public string? FirstName { get; init; }
    public string? Surname { get; init; }
    public string? Suffix { get; init; }

    /// <summary>The first of the three clocks: the day it happened.</summary>
    public DateOnly? OccurredOn { get; init; }

    /// <summary>The second: the day on which the agency learned of it. The third is the submission.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>Of a separation, the first day of the service, where the record does not have it.</summary>
    public DateOnly? ServiceFrom { get; init; }

    public string? Rank { get; init; }
    public string? AppointmentCode { get; init; }
    public string? NatureCode { get; init; }
    public string? Reason { get; init; }
    public string? MisconductBased { get; init; }
    public string? DuringInvestigation { get; init; }

    /// <summary>The agency's own reference of the investigation that was under way.</summary>
    public string? Investigation { get; init; }

    /// <summary>A condition of the record that was met; where it is not on record, <see cref="Subject"/> says which.</summary>
    public Guid? ConditionId { get; init; }

    /// <summary>What it is about, in words: the condition, the order, the course, or another work status.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether all conditions are met with it, or part of several.</summary>
    public string? Extent { get; init; }

    /// <summary>Of retraining, the day of the order.</summary>
    public DateOnly? OrderedOn { get; init; }

    public int? Minutes { get; init; }
    public string? Place { get; init; }

    /// <summary>What shows it, and where it is kept.</summary>
    public string? Evidence { get; init; }

    public string? WorkStatusCode { get; init; }

    /// <summary>Of what nature a leave is (12.04(1)(a)4); never why.</summary>
    public string? LeaveNatureCode { get; init; }

    /// <summary>Of another nature, which; never a medical reason.</summary>
    public string? LeaveWords { get; init; }

    /// <summary>The last day of the leave as it is expected, if it is known.</summary>
    public DateOnly? LeaveEndsOn { get; init; }

    /// <summary>By which way an address reaches the officer.</summary>
    public string? Channel { get; init; }

    public string? Contact { get; init; }
    public string? ShowsMisconduct { get; init; }

    public bool IsRule101 => ShowsMisconduct == Yes;

    /// <summary>The answer by which 1.01 governs too.</summary>
    public const string Yes = "Yes";
}

/// <summary>How much of an order is met.</summary>
internal static class ReportExtent
{
    public const string All = "All";
    public const string Part = "Part";
}
