namespace Post.Kernel.Deadlines;

/// <summary>Whether anybody still has to act.</summary>
public enum DeadlineState
{
    Running,
    Met,

    /// <summary>The duty went away: withdrawn, moot, entered by mistake.</summary>
    Ended,
}

/// <summary>What a deadline belongs to: the kind and id of a matter, and the number people know it by, which names no person.</summary>
public sealed record DeadlineSubject(string Kind, Guid Id, string Reference);

/// <summary>One count of a deadline as it is kept; the present one is that which nothing superseded.</summary>
public sealed record RunningDeadline
{
    public required Guid Id { get; init; }
    public required Guid ChainId { get; init; }
    public Guid? Supersedes { get; init; }
    public required DeadlineSubject Subject { get; init; }
    public required string RuleCode { get; init; }
    public required Guid RuleVersionId { get; init; }
    public required DeadlineFacts Facts { get; init; }
    public required CountOutcome Outcome { get; init; }
    public DateOnly? Due { get; init; }
    public required DateOnly LookedFrom { get; init; }
    public DateOnly? LookedTo { get; init; }
    public required DeadlineExplanation Explanation { get; init; }
    public required DeadlineState State { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Why it was counted, or counted again.</summary>
    public required string Because { get; init; }
    public required DateTimeOffset CountedAt { get; init; }
    public required string CountedBy { get; init; }
    public Guid? CauseEvent { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }

    /// <summary>Late when the last day has passed and nobody acted by then; looked at on each read (rule K8).</summary>
    public bool IsLate(DateOnly today) => Due is { } due && State switch
    {
        DeadlineState.Running => due < today,
        DeadlineState.Met => due < ClosedOn,
        _ => false,
    };
}
