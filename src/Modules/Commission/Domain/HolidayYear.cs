using Post.Kernel.Deadlines;

namespace Post.Commission.Domain;

/// <summary>What a day of the list is.</summary>
internal enum HolidayState
{
    Kept,
    OnAWeekend,
    KeptOnMonday,
    Moved,
    Dropped,
    StopsNoClock,
    Closed,
    Withdrawn,
}

/// <summary>One line of the list of a year.</summary>
internal sealed record HolidayRow(
    DateOnly Day, string Name, HolidayState State, DateOnly? KeptOn, Guid? HolidayId, Guid? ChangeId,
    string Source, string? Reason, string? By, DateTimeOffset? At);

/// <summary>A year as people look at it: every holiday with what became of it, every closure, withdrawn ones too.</summary>
internal sealed class HolidayYear(
    int year, IReadOnlyList<LegalHoliday> holidays, IReadOnlyList<CalendarAmendment> changes, IReadOnlyList<CalendarPartSwitch> switches)
{
    public IReadOnlyList<HolidayRow> Rows() =>
    [
        .. holidays.Select(Row).OfType<HolidayRow>()
            .Concat(changes.Where(c => c.Kind is CalendarChangeKind.Closed || c.WithdrawnAt is not null).Select(Row))
            .OrderBy(r => r.Day).ThenBy(r => r.State),
    ];

    private HolidayRow? Row(LegalHoliday holiday)
    {
        var definition = holiday.ToDefinition();
        if (definition.NominalIn(year) is not { } nominal) return null;
        var day = definition.Observed(nominal);
        var changed =
            changes.FirstOrDefault(c => c.HolidayId == holiday.HolidayId && c.Day == day && c.WithdrawnAt is null);
        if (changed is not null)
        {
            var state = changed.Kind is CalendarChangeKind.Moved ? HolidayState.Moved : HolidayState.Dropped;
            return new HolidayRow(day, holiday.Name, state, changed.MovedTo, holiday.HolidayId, changed.Id,
                changed.Source, changed.Reason, changed.RecordedBy, changed.RecordedAt);
        }

        return new HolidayRow(day, holiday.Name, StateOf(holiday, nominal, day), day, holiday.HolidayId, null, holiday.Source, null, null, null);
    }

    private HolidayState StateOf(LegalHoliday holiday, DateOnly nominal, DateOnly day)
    {
        if (holiday.Part is { } part && !Counts(part, day)) return HolidayState.StopsNoClock;
        if (day != nominal) return HolidayState.KeptOnMonday;
        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? HolidayState.OnAWeekend : HolidayState.Kept;
    }

    private bool Counts(string part, DateOnly day) =>
        switches.Where(s => s.Part == part && s.EffectiveFrom <= day).MaxBy(s => s.EffectiveFrom)?.Counts ?? false;

    private static HolidayRow Row(CalendarAmendment change) => change.WithdrawnAt is null
        ? new HolidayRow(change.Day, change.Name, HolidayState.Closed, change.Day, null, change.Id,
            change.Source, change.Reason, change.RecordedBy, change.RecordedAt)
        : new HolidayRow(change.Day, change.Name, HolidayState.Withdrawn, change.MovedTo, null, null,
            change.Source, change.WithdrawnBecause, change.WithdrawnBy, change.WithdrawnAt);
}
