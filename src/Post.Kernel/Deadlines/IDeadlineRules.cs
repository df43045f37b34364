namespace Post.Kernel.Deadlines;

/// <summary>Where rules and calendars come from; the module that owns the rows answers, and the kernel does not know which.</summary>
public interface IDeadlineRules
{
    /// <summary>The version of a rule in force on a day; null when there is none.</summary>
    Task<DeadlineRule?> FindAsync(string code, DateOnly on, CancellationToken ct);

    /// <summary>Every rule in force on a day, in the order of the titles.</summary>
    Task<IReadOnlyList<DeadlineRule>> InForceAsync(DateOnly on, CancellationToken ct);

    /// <summary>A calendar as it is known now, every day of it.</summary>
    Task<WorkingCalendar> CalendarAsync(string code, CancellationToken ct);
}

/// <summary>Counts by a rule's code: finds the version of the trigger's day and the calendar that goes with it.</summary>
public sealed class DeadlineCounting(IDeadlineRules rules)
{
    /// <returns>Null when no version of the rule was in force on the day of the trigger.</returns>
    public async Task<(DeadlineRule Rule, CountedDeadline Counted)?> CountAsync(
        string code, DeadlineFacts facts, CancellationToken ct)
    {
        if (await rules.FindAsync(code, facts.Trigger.Date, ct) is not { } rule) return null;
        return (rule, DeadlineCounter.Count(rule, facts, await rules.CalendarAsync(rule.Calendar, ct)));
    }
}
