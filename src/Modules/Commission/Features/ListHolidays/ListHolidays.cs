using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListHolidays;

/// <summary>Holidays and closures of a year in the order of the days, with what became of each and who says so.</summary>
[Requires(CommissionPermissions.ReadRules)]
[Audited("calendar.listed", DataClass.None)]
internal sealed record ListHolidaysQuery(int? Year) : IQuery<ListHolidaysResult>;

internal sealed class ListHolidaysValidator : AbstractValidator<ListHolidaysQuery>
{
    public ListHolidaysValidator() =>
        RuleFor(q => q.Year).InclusiveBetween(2000, 2099).WithMessage("Choose a year between 2000 and 2099.");
}

internal sealed record ListHolidaysResult(
    int Year, DateOnly Today, string WeekendSource, IReadOnlyList<HolidayRow> Rows, IReadOnlyList<PartRow> Parts,
    bool MayChange, bool MaySwitch) : ICountsRows
{
    public int RowCount => Rows.Count;
}

public sealed record PartRow(string Part, bool Counts, DateOnly EffectiveFrom, string Authority, string Reason);

internal sealed class ListHolidaysHandler(
    CommissionDb db, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ListHolidaysQuery, Result<ListHolidaysResult>>
{
    public async Task<Result<ListHolidaysResult>> Handle(ListHolidaysQuery query, CancellationToken ct)
    {
        var year = query.Year ?? clock.Today().Year;
        var calendar = await db.Calendars.AsNoTracking().SingleAsync(c => c.Code == WorkCalendar.Massachusetts, ct);
        var holidays = await db.Holidays
            .AsNoTracking().Where(h => h.CalendarCode == calendar.Code && h.SupersededAt == null).ToListAsync(ct);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var changes = await db.CalendarAmendments.AsNoTracking()
            .Where(c => c.CalendarCode == calendar.Code)
            .Where(c => (first <= c.Day && c.Day <= last) || (first <= c.MovedTo && c.MovedTo <= last))
            .OrderBy(c => c.Id)
            .ToListAsync(ct);
        var switches = await db.PartSwitches.AsNoTracking()
            .Where(s => s.CalendarCode == calendar.Code && s.SupersededAt == null)
            .OrderByDescending(s => s.EffectiveFrom)
            .ToListAsync(ct);
        return new ListHolidaysResult(
            year,
            clock.Today(),
            calendar.Source,
            new HolidayYear(year, holidays, changes, switches).Rows(),
            [.. switches.Select(s => new PartRow(s.Part, s.Counts, s.EffectiveFrom, s.Authority, s.Reason))],
            permissions.Allows(caller.Value.Roles, CommissionPermissions.KeepCalendar),
            permissions.Allows(caller.Value.Roles, CommissionPermissions.ReviseDeadlineRules));
    }
}
