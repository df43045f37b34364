namespace Post.Kernel.Deadlines;

/// <summary>Goes from day to day, counts those that count, and says of each run of days why it did or did not.</summary>
internal sealed class DayWalk(DeadlineFacts facts, WorkingCalendar calendar, List<ExplanationLine> lines)
{
    private Run? _run;
    private int _counted;

    /// <returns>The last counted day; null when the clock stands still without an end before that.</returns>
    public DateOnly? Take(DateOnly from, int days, bool businessDaysOnly, int direction, ExplanationKind kind = ExplanationKind.Counted)
    {
        _counted = 0;
        var day = from;
        while (_counted < days)
        {
            day = day.AddDays(direction);
            var why = Why(day, businessDaysOnly);
            if (why is { Endless: true })
            {
                Flush(kind);
                lines.Add(new ExplanationLine(ExplanationKind.StoodStill, day, null, 0,
                    $"From {DeadlineWords.Of(day)} the clock stands still: {why.Words}. Left of the count: {days - _counted}.",
                    why.Citation));
                return null;
            }

            Note(day, why, kind);
        }

        Flush(kind);
        return day;
    }

    private Reason? Why(DateOnly day, bool businessDaysOnly)
    {
        if (facts.Suspensions.FirstOrDefault(s => s.Covers(day)) is { } still)
        {
            return new Reason(ExplanationKind.StoodStill, still.Reason, still.Authority, still.To is null);
        }

        if (!businessDaysOnly || calendar.Closed(day) is not { } closed) return null;
        return closed.Kind is NonWorkingKind.Weekend
            ? new Reason(ExplanationKind.Skipped, "weekend", closed.Source, false)
            : new Reason(ExplanationKind.Skipped, closed.Name, closed.Source, false);
    }

    private void Note(DateOnly day, Reason? why, ExplanationKind kind)
    {
        if (_run is null || _run.Why != why)
        {
            Flush(kind);
            _run = new Run(why, day, _counted + 1);
        }

        _run.To = day;
        if (why is null) _counted++;
    }

    private void Flush(ExplanationKind kind)
    {
        if (_run is { } run) lines.Add(run.Why is null ? Counted(run, kind) : Left(run, run.Why));
        _run = null;
    }

    private ExplanationLine Counted(Run run, ExplanationKind kind)
    {
        var days = _counted - run.First + 1;
        var words = days == 1
            ? $"{DeadlineWords.Of(run.To)}: day {run.First}."
            : $"{DeadlineWords.Span(run.From, run.To)}: days {run.First} to {_counted}.";
        return new ExplanationLine(kind, run.From, run.To, days, words, null);
    }

    private static ExplanationLine Left(Run run, Reason why) => new(why.Kind, run.From, run.To, 0,
        why.Kind is ExplanationKind.StoodStill
            ? $"{DeadlineWords.Span(run.From, run.To)}: the clock stood still: {why.Words}."
            : $"{DeadlineWords.Span(run.From, run.To)}: {why.Words}, not counted.",
        why.Citation);

    private sealed record Reason(ExplanationKind Kind, string Words, string Citation, bool Endless);

    private sealed class Run(Reason? why, DateOnly from, int first)
    {
        public Reason? Why { get; } = why;
        public DateOnly From { get; } = from;
        public DateOnly To { get; set; } = from;
        public int First { get; } = first;
    }
}
