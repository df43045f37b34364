namespace Post.Kernel.Deadlines;

/// <summary>The day before the first counted one: the day of the event or of receipt is itself left out (rules K2, K4).</summary>
internal sealed class DayZero(
    DeadlineRule rule, DeadlineTrigger trigger, WorkingCalendar calendar, List<ExplanationLine> lines)
{
    /// <returns>Null when nothing shows receipt and nothing presumes it.</returns>
    public DateOnly? Find()
    {
        var begin = trigger.Date;
        Say(ExplanationKind.Trigger, begin, $"{trigger.What}: {(trigger.At is { } at ? DeadlineWords.Of(at) : DeadlineWords.Of(begin))}.", null);
        if (rule.Receipt.Starts is ClockStart.Receipt && !trigger.ReceiptShown)
        {
            if (Presumed(begin) is not { } presumed) return null;
            begin = presumed;
        }
        else if (IsAfterHours())
        {
            begin = Later(begin, $"it came after {rule.Receipt.HoursEnd:h\\:mm tt} and counts as received on the next business day");
        }

        if (rule.Receipt.NonBusinessDayIsNext && calendar.Closed(begin) is { } closed)
        {
            begin = Later(begin, $"{closed.Name} is no business day, so it counts as received on the next one", closed.Source);
        }

        Say(ExplanationKind.DayZero, begin, $"{DeadlineWords.Of(begin)} is day 0 and is not counted.", null);
        return begin;
    }

    private DateOnly? Presumed(DateOnly sent)
    {
        if (rule.Receipt.PresumedDays(trigger.Means) is not { } days)
        {
            Say(ExplanationKind.Receipt, sent,
                "Nothing shows when it was received, and no presumption applies: the clock has not started and nothing is late.",
                rule.RollAuthority ?? rule.Clause);
            return null;
        }

        var received = sent.AddDays(days);
        Say(ExplanationKind.Receipt, received, days == 0
            ? $"Delivered {DeadlineWords.Of(trigger.Means)}: receipt is presumed on the same day."
            : $"Sent {DeadlineWords.Of(trigger.Means)}: receipt is presumed {DeadlineWords.Period(days, DeadlineUnit.CalendarDay)} later, {DeadlineWords.Of(received)}.",
            rule.Clause);
        return received;
    }

    private bool IsAfterHours() =>
        rule.Receipt.HoursEnd is { } end && trigger.At is { } at && Time.CivilClock.LegalTime(at) > end;

    private DateOnly Later(DateOnly from, string why, string? source = null)
    {
        var next = calendar.NextBusinessDay(from);
        Say(ExplanationKind.Receipt, next, $"{DeadlineWords.Of(from)}: {why}, {DeadlineWords.Of(next)}.", source ?? rule.Clause);
        return next;
    }

    private void Say(ExplanationKind kind, DateOnly day, string words, string? citation) =>
        lines.Add(new ExplanationLine(kind, day, day, 0, words, citation));
}
