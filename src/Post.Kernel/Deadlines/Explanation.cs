namespace Post.Kernel.Deadlines;

/// <summary>What one line of an explanation is about.</summary>
public enum ExplanationKind
{
    Trigger,
    Receipt,
    DayZero,
    Counted,
    Skipped,
    StoodStill,
    Anniversary,
    Added,
    Extended,
    Rolled,
    Note,
    Due,
}

/// <summary>One line of an explanation: the days it speaks of, how many of them were counted, and the words with their source.</summary>
public sealed record ExplanationLine(
    ExplanationKind Kind, DateOnly? From, DateOnly? To, int Days, string Words, string? Citation);

/// <summary>How a date was counted, line by line; stored with the deadline, so that it can be shown as it was at the time.</summary>
public sealed record DeadlineExplanation(
    string Rule, string Citation, bool IsTarget, IReadOnlyList<ExplanationLine> Lines)
{
    /// <summary>Days that the count itself took.</summary>
    public int CountedDays => Lines.Where(l => l.Kind is ExplanationKind.Counted).Sum(l => l.Days);

    public bool SameAs(DeadlineExplanation other) =>
        (Rule, Citation, IsTarget) == (other.Rule, other.Citation, other.IsTarget) && Lines.SequenceEqual(other.Lines);
}
