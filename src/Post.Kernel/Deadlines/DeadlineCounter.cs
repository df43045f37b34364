namespace Post.Kernel.Deadlines;

/// <summary>
/// Counts a deadline: rule, facts and calendar in; date and explanation out. It asks nobody and remembers nothing, so the same
/// rows give the same date in every process and year.
/// </summary>
public static class DeadlineCounter
{
    public static CountedDeadline Count(DeadlineRule rule, DeadlineFacts facts, WorkingCalendar calendar) =>
        new Counting(facts.Period is { } set ? rule with { Count = set.Count, Unit = set.Unit } : rule, facts, calendar).Run();

    private sealed class Counting(DeadlineRule rule, DeadlineFacts facts, WorkingCalendar calendar)
    {
        private readonly List<ExplanationLine> _lines = [];
        private readonly int _direction = rule.Direction is CountDirection.Before ? -1 : 1;

        public CountedDeadline Run()
        {
            if (rule.Kind is DeadlineKind.Target)
            {
                Say(ExplanationKind.Note, null, "A service target inside the Commission: the text gives no number, and missing it voids nothing.", rule.Clause);
            }

            if (facts.Period is { } period) Say(ExplanationKind.Note, null, $"{period.By} sets the period: {DeadlineWords.Period(period.Count, period.Unit)}.", rule.Clause);
            var begun = facts.Trigger.Date;
            if (new DayZero(rule, facts.Trigger, calendar, _lines).Find() is not { } zero) return Ended(CountOutcome.NotStarted, null, begun);
            if (Period(zero) is not { } counted || Extended(counted) is not { } extended || Served(extended) is not { } last)
            {
                return Ended(CountOutcome.StandsStill, zero, null);
            }

            SayWhatHadNoEffect(zero, last);
            var due = Rolled(last);
            // A Saturday may stay where the holiday before it moves on: more time never ends sooner than none.
            var without = facts.Extensions.Count > 0 ? Count(rule, facts with { Extensions = [], Period = null }, calendar) : null;
            if (without?.Due > due)
            {
                due = without.Due.Value;
                Say(ExplanationKind.Note, due, $"Without the extension the last day is {DeadlineWords.Of(due)}: more time does not end sooner.", rule.RollAuthority ?? rule.Clause);
            }

            Say(ExplanationKind.Due, due, _direction > 0
                ? $"Last day: {DeadlineWords.Of(due)}, through 11:59 p.m. Massachusetts time."
                : $"No later than {DeadlineWords.Of(due)}, through 11:59 p.m. Massachusetts time.", rule.Clause);
            DateOnly[] seen = [begun, zero, last, due, without?.Earliest ?? begun, without?.Latest ?? begun];
            return new CountedDeadline(CountOutcome.Dated, zero, due, seen.Min(), seen.Max(), Explained());
        }

        private DateOnly? Period(DateOnly zero)
        {
            if (rule.Unit is DeadlineUnit.Month or DeadlineUnit.Year) return AnniversaryOf(zero);
            if (rule.CountsBusinessDays && rule.Unit is DeadlineUnit.CalendarDay)
            {
                Say(ExplanationKind.Note, null, $"A period of fewer than {rule.BusinessDaysBelow} days leaves out days that are not business days.", rule.Clause);
            }

            return Walk(zero, rule.Count, rule.CountsBusinessDays, _direction, ExplanationKind.Counted);
        }

        private DateOnly? AnniversaryOf(DateOnly zero)
        {
            // One anniversary of the whole period: two steps would lose days where a month is short (rule K5).
            var count = rule.Count;
            foreach (var extension in facts.Extensions.Where(e => e.Unit == rule.Unit))
            {
                SayExtended(extension);
                count += extension.Count;
            }

            var day = Anniversary.Of(zero, count * _direction, rule.Unit);
            var clamped = day.Day == zero.Day ? "" : ", the last day of that month";
            Say(ExplanationKind.Anniversary, day,
                $"{DeadlineWords.Period(count, rule.Unit)} {(_direction > 0 ? "after" : "before")} {DeadlineWords.Of(zero)}: {DeadlineWords.Of(day)}{clamped}.", null);
            return MadeUp(zero, day);
        }

        // Days on which the clock stood still are given back at the end, one for one.
        private DateOnly? MadeUp(DateOnly zero, DateOnly day)
        {
            var still = 0;
            for (var d = zero; d != day;)
            {
                d = d.AddDays(_direction);
                if (facts.StandsStillOn(d)) still++;
            }

            if (still == 0) return day;
            Say(ExplanationKind.StoodStill, null,
                $"The clock stood still on {DeadlineWords.Period(still, DeadlineUnit.CalendarDay)} of these: "
                + string.Join("; ", facts.Suspensions.Select(s => s.Reason)) + ". As many are added.",
                string.Join("; ", facts.Suspensions.Select(s => s.Authority)));
            return Walk(day, still, false, _direction, ExplanationKind.Added);
        }

        private DateOnly? Extended(DateOnly last)
        {
            DateOnly? day = last;
            var inPeriod = rule.Unit is DeadlineUnit.Month or DeadlineUnit.Year;
            foreach (var extension in facts.Extensions.Where(e => !inPeriod || e.Unit != rule.Unit))
            {
                SayExtended(extension);
                day = extension.Unit is DeadlineUnit.Month or DeadlineUnit.Year
                    ? Anniversary.Of(day.Value, extension.Count, extension.Unit)
                    : Walk(day.Value, extension.Count, extension.Unit is DeadlineUnit.BusinessDay, 1, ExplanationKind.Counted);
                if (day is null) return null;
            }

            return day;
        }

        private DateOnly? Served(DateOnly last)
        {
            if (rule.Receipt.ServiceAddsDays == 0 || facts.Trigger.Means is not (DeliveryMeans.Mail or DeliveryMeans.Electronic)) return last;
            Say(ExplanationKind.Note, null,
                $"Service {DeadlineWords.Of(facts.Trigger.Means)} adds {DeadlineWords.Period(rule.Receipt.ServiceAddsDays, DeadlineUnit.CalendarDay)}.", rule.Clause);
            return Walk(last, rule.Receipt.ServiceAddsDays, false, 1, ExplanationKind.Added);
        }

        private DateOnly Rolled(DateOnly last)
        {
            if (calendar.Closed(last) is not { } closed) return last;
            if (rule.Roll is RollRule.None)
            {
                Say(ExplanationKind.Note, last, $"{DeadlineWords.Of(last)} is no business day ({closed.Name}); this deadline does not move.", rule.Clause);
                return last;
            }

            if (rule.Roll is RollRule.NextUnlessSaturday && last.DayOfWeek is DayOfWeek.Saturday && calendar.HolidayOrClosure(last) is null)
            {
                Say(ExplanationKind.Note, last, $"{DeadlineWords.Of(last)} is a Saturday, which the rule does not name: the last day stays.", rule.Clause);
                return last;
            }

            return RollTo(last, rule.Roll is RollRule.PreviousBusinessDay ? -1 : 1);
        }

        private DateOnly RollTo(DateOnly last, int by)
        {
            var day = last;
            while (calendar.Closed(day) is { } closed)
            {
                // A holiday on a weekend is named: people look for it.
                var name = calendar.HolidayOrClosure(day) is { } also && closed.Kind is NonWorkingKind.Weekend ? $"{closed.Name}, {also.Name}" : closed.Name;
                Say(ExplanationKind.Rolled, day, $"{DeadlineWords.Of(day)}: {name}, so the last day moves {(by > 0 ? "on" : "back")}.", closed.Source);
                day = day.AddDays(by);
            }

            Say(ExplanationKind.Note, day, $"{DeadlineWords.Of(rule.Roll)}: {DeadlineWords.Of(day)}.", rule.RollAuthority ?? rule.Clause);
            return day;
        }

        // A reader who knows the holiday must see that it was thought of.
        private void SayWhatHadNoEffect(DateOnly zero, DateOnly last)
        {
            if (!rule.CountsBusinessDays && rule.Roll is RollRule.None) return;
            var (first, end) = zero < last ? (zero, last) : (last, zero);
            for (var day = rule.CountsBusinessDays ? first : last; day <= end; day = day.AddDays(1))
            {
                if (calendar.WithoutEffect(day) is not { } holiday || calendar.Weekend.Contains(day.DayOfWeek)) continue;
                Say(ExplanationKind.Note, day, $"{DeadlineWords.Of(day)}: {holiday.Name} is kept in {holiday.Part} only and stops no clock.", holiday.Source);
            }
        }

        private DateOnly? Walk(DateOnly from, int days, bool businessDaysOnly, int direction, ExplanationKind kind) =>
            new DayWalk(facts, calendar, _lines).Take(from, days, businessDaysOnly, direction, kind);

        private void SayExtended(DeadlineExtension extension) => Say(ExplanationKind.Extended, extension.GrantedOn,
            $"Extended by {DeadlineWords.Period(extension.Count, extension.Unit)} on {DeadlineWords.Of(extension.GrantedOn)} by {extension.By}: {extension.Reason}.",
            extension.Authority);

        private CountedDeadline Ended(CountOutcome outcome, DateOnly? zero, DateOnly? latest) => new(
            outcome, zero, null, zero is { } day && day < facts.Trigger.Date ? day : facts.Trigger.Date, latest, Explained());

        private DeadlineExplanation Explained() => new(
            $"{rule.Title}: {DeadlineWords.Of(rule)}",
            rule.Edition is null ? rule.Clause : $"{rule.Clause} ({rule.Edition})",
            rule.Kind is DeadlineKind.Target,
            _lines);

        private void Say(ExplanationKind kind, DateOnly? day, string words, string? citation) =>
            _lines.Add(new ExplanationLine(kind, day, day, 0, words, citation));
    }
}
