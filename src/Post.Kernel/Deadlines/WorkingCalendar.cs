using System.Globalization;

namespace Post.Kernel.Deadlines;

/// <summary>Why nothing can be done on a day.</summary>
public enum NonWorkingKind
{
    Weekend,
    Holiday,
    Closure,
}

/// <summary>A day that is no business day, with the words and the source that say why.</summary>
public sealed record NonWorkingDay(DateOnly Day, NonWorkingKind Kind, string Name, string Source);

/// <summary>A holiday that a part of the state keeps and that, by the switch of that day, stops no clock.</summary>
public sealed record HolidayWithoutEffect(DateOnly Day, string Name, string Part, string Source);

/// <summary>Which days are business days and why the others are not; made from dated rows, the same for the same rows.</summary>
public sealed class WorkingCalendar
{
    private readonly IReadOnlyList<HolidayDefinition> _holidays;
    private readonly ILookup<(Guid, DateOnly), CalendarChange> _changesOfHolidays;
    private readonly IReadOnlyList<PartSwitch> _switches;
    private readonly Dictionary<DateOnly, NonWorkingDay> _days = [];
    private readonly Dictionary<DateOnly, HolidayWithoutEffect> _withoutEffect = [];
    private readonly HashSet<int> _years = [];

    public WorkingCalendar(
        string code,
        string name,
        IEnumerable<DayOfWeek> weekend,
        IEnumerable<HolidayDefinition> holidays,
        IEnumerable<CalendarChange>? changes = null,
        IEnumerable<PartSwitch>? switches = null)
    {
        (Code, Name) = (code, name);
        Weekend = new HashSet<DayOfWeek>(weekend);
        if (Weekend.Count == 7) throw new ArgumentException("A week needs a business day.", nameof(weekend));
        _holidays = [.. holidays];
        _switches = [.. switches ?? []];
        CalendarChange[] all = [.. changes ?? []];
        _changesOfHolidays = all.Where(c => c.HolidayId is not null).ToLookup(c => (c.HolidayId!.Value, c.Day));
        foreach (var closed in all.Where(c => c.Kind is CalendarChangeKind.Closed))
        {
            Add(new NonWorkingDay(closed.Day, NonWorkingKind.Closure, $"{closed.Name} ({closed.Reason})", closed.Source));
        }

        foreach (var moved in all.Where(c => c.Kind is CalendarChangeKind.Moved && StopsClock(c)))
        {
            Add(new NonWorkingDay(moved.MovedTo!.Value, NonWorkingKind.Holiday,
                $"{moved.Name}, moved from {Words(moved.Day)} ({moved.Reason})", moved.Source));
        }
    }

    public string Code { get; }

    public string Name { get; }

    public IReadOnlySet<DayOfWeek> Weekend { get; }

    /// <summary>Why a day is no business day; null when it is one. A weekend is named first: it is so in every year.</summary>
    public NonWorkingDay? Closed(DateOnly day) =>
        Weekend.Contains(day.DayOfWeek)
            ? new NonWorkingDay(day, NonWorkingKind.Weekend, day.DayOfWeek.ToString(), Name)
            : HolidayOrClosure(day);

    /// <summary>The holiday or closure on a day, also when it falls on a weekend.</summary>
    public NonWorkingDay? HolidayOrClosure(DateOnly day)
    {
        Prepare(day.Year);
        return _days.GetValueOrDefault(day);
    }

    public HolidayWithoutEffect? WithoutEffect(DateOnly day)
    {
        Prepare(day.Year);
        return _withoutEffect.GetValueOrDefault(day);
    }

    public bool IsBusinessDay(DateOnly day) => Closed(day) is null;

    public DateOnly NextBusinessDay(DateOnly from) => Step(from, 1);

    public DateOnly PreviousBusinessDay(DateOnly from) => Step(from, -1);

    /// <summary>Every holiday and closure of a year in the order of the days.</summary>
    public IReadOnlyList<NonWorkingDay> DaysOf(int year)
    {
        Prepare(year);
        return [.. _days.Values.Where(d => d.Day.Year == year).OrderBy(d => d.Day)];
    }

    private DateOnly Step(DateOnly from, int by)
    {
        var day = from.AddDays(by);
        while (!IsBusinessDay(day)) day = day.AddDays(by);
        return day;
    }

    // An observed or moved day may fall into the year beside its own.
    private void Prepare(int year)
    {
        for (var y = year - 1; y <= year + 1; y++)
        {
            if (y is < 1 or > 9999 || !_years.Add(y)) continue;
            foreach (var holiday in _holidays) Place(holiday, y);
        }
    }

    private void Place(HolidayDefinition holiday, int year)
    {
        if (holiday.NominalIn(year) is not { } nominal) return;
        var day = holiday.Observed(nominal);
        // Moved ones have their new day already; dropped ones have none.
        if (_changesOfHolidays[(holiday.Id, day)].Any()) return;
        var name = day == nominal
            ? holiday.Name
            : $"{holiday.Name} (kept on Monday, as {nominal.ToString("MMMM d", CultureInfo.InvariantCulture)} is a Sunday)";
        if (holiday.Part is { } part && !Counts(part, day))
        {
            _withoutEffect[day] = new HolidayWithoutEffect(day, holiday.Name, part, holiday.Source);
            return;
        }

        Add(new NonWorkingDay(day, NonWorkingKind.Holiday, name, holiday.Source));
    }

    private bool StopsClock(CalendarChange moved) =>
        _holidays.FirstOrDefault(h =>
            h.Id == moved.HolidayId)?.Part is not { } part || Counts(part, moved.MovedTo!.Value);

    private bool Counts(string part, DateOnly on) => _switches
        .Where(s => s.Part == part && s.EffectiveFrom <= on)
        .OrderByDescending(s => s.EffectiveFrom)
        .FirstOrDefault()?.Counts ?? false;

    private void Add(NonWorkingDay day) => _days[day.Day] = _days.TryGetValue(day.Day, out var other)
        ? other with { Name = $"{other.Name}; {day.Name}", Source = $"{other.Source}; {day.Source}" }
        : day;

    private static string Words(DateOnly day) => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);
}
