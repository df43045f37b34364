using Microsoft.EntityFrameworkCore;
using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Kernel.Deadlines;

namespace Post.Commission.Data;

/// <summary>Rules and calendars as they stand in the rows; each is asked once a request.</summary>
internal sealed class StoredDeadlineRules(CommissionDb db, IRules regulation) : IDeadlineRules
{
    private readonly Dictionary<string, WorkingCalendar> _calendars = [];
    private readonly Dictionary<(string, DateOnly), DeadlineRule?> _rules = [];

    public async Task<DeadlineRule?> FindAsync(string code, DateOnly on, CancellationToken ct)
    {
        if (_rules.TryGetValue((code, on), out var known)) return known;
        var row = await Present()
            .Where(r => r.Code == code && r.EffectiveFrom <= on)
            .OrderByDescending(r => r.EffectiveFrom)
            .FirstOrDefaultAsync(ct);
        return _rules[(code, on)] = row is null ? null : (await ResolvedAsync([row], on, ct)).Single();
    }

    public async Task<IReadOnlyList<DeadlineRule>> InForceAsync(DateOnly on, CancellationToken ct)
    {
        var begun = await Present().Where(r => r.EffectiveFrom <= on).ToListAsync(ct);
        var rows = begun.GroupBy(r => r.Code).Select(versions => versions.MaxBy(v => v.EffectiveFrom)!);
        return await ResolvedAsync([.. rows.OrderBy(r => r.Title, StringComparer.Ordinal)], on, ct);
    }

    public async Task<WorkingCalendar> CalendarAsync(string code, CancellationToken ct)
    {
        if (_calendars.TryGetValue(code, out var known)) return known;
        var calendar = await db.Calendars.AsNoTracking().SingleAsync(c => c.Code == code, ct);
        var holidays = await db.Holidays
            .AsNoTracking().Where(h => h.CalendarCode == code && h.SupersededAt == null).ToListAsync(ct);
        var changes = await db.CalendarAmendments
            .AsNoTracking().Where(c => c.CalendarCode == code && c.WithdrawnAt == null).ToListAsync(ct);
        var switches = await db.PartSwitches
            .AsNoTracking().Where(s => s.CalendarCode == code && s.SupersededAt == null).ToListAsync(ct);
        return _calendars[code] = new WorkingCalendar(
            calendar.Code,
            calendar.Source,
            calendar.Weekend.Select(Enum.Parse<DayOfWeek>),
            holidays.OrderBy(h => h.Id).Select(h => h.ToDefinition()),
            changes.OrderBy(c => c.Id).Select(c => c.ToChange()),
            switches.Select(s => s.ToSwitch()));
    }

    private IQueryable<DeadlineRuleVersion> Present() => db.DeadlineRules
        .AsNoTracking().Where(r => r.SupersededAt == null);

    private async Task<IReadOnlyList<DeadlineRule>> ResolvedAsync(
        IReadOnlyList<DeadlineRuleVersion> rows, DateOnly on, CancellationToken ct)
    {
        var editions = rows.Select(r => r.EditionId).OfType<Guid>().Distinct().ToList();
        var texts = await db.Editions
            .AsNoTracking().Where(e => editions.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var parameters = await db.Parameters.AsNoTracking().Where(p => editions.Contains(p.EditionId))
            .ToDictionaryAsync(p => (p.EditionId, p.Code), p => p.Value, ct);
        // Only rules of the regulation's own text point to a guideline, and none of them is older than its edition.
        var guidelines =
            rows.Any(r => r.RollGuideline is not null) ? (await regulation.InForceAsync(on, ct)).Guidelines : null;
        return
        [
            .. rows.Select(row => DeadlineRuleReading.Of(
                row,
                row.EditionId is { } edition ? texts[edition] : null,
                row.ParameterCode is { } parameter ? parameters[(row.EditionId!.Value, parameter)] : null,
                row.RollGuideline is { } guideline ? guidelines!.GetValueOrDefault(guideline) : null)),
        ];
    }
}
