using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Kernel.Time;

namespace Post.AccessReview.Alerts;

/// <summary>A week of looks and of their review in figures; a week is Monday to Sunday, as legal dates.</summary>
public sealed record WeekFigures(
    DateOnly From, DateOnly To, long Looks, int Actors, int Raised, int Closed, int Open, DateTimeOffset? OldestOpenAt, int Substantiated,
    int ReviewedLooks, IReadOnlyDictionary<string, int> Hits)
{
    /// <summary>Which part of the week's looks was judged, in percent.</summary>
    public double SharePercent => Looks == 0 ? 0 : 100.0 * ReviewedLooks / Looks;
}

/// <summary>Counts a week, in the log and among the alerts.</summary>
internal sealed class ReviewFigures(AccessReviewDb db, LogSession session)
{
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public async Task<WeekFigures> OfWeekAsync(DateOnly day, CancellationToken ct)
    {
        var from = MondayOf(day);
        var to = from.AddDays(6);
        var (begin, end) = (CivilClock.StartOf(from), CivilClock.StartOf(to.AddDays(1)));
        var (looks, actors) = await LooksAsync(begin, end, ct);
        var raised = await db.Alerts.AsNoTracking().Where(a => a.RaisedAt >= begin && a.RaisedAt < end)
            .Select(a => new { a.Source, a.RuleCode, a.State, a.ClosedAt, a.Substantiated, Looks = a.EventIds.Length }).ToListAsync(ct);
        var open = db.Alerts.AsNoTracking().Where(a => a.ClosedAt == null && a.RaisedAt < end && a.Source != AlertSource.Sample);
        var judged = raised.Where(a => a.Substantiated is not null).ToList();
        return new WeekFigures(
            from, to, looks, actors, raised.Count, raised.Count(a => a.ClosedAt is not null), await open.CountAsync(ct),
            await open.OrderBy(a => a.RaisedAt).Select(a => (DateTimeOffset?)a.RaisedAt).FirstOrDefaultAsync(ct),
            judged.Count(a => a.Substantiated is true), judged.Sum(a => a.Looks),
            raised.GroupBy(a => a.RuleCode ?? a.Source.ToString()).ToDictionary(g => g.Key, g => g.Count()));
    }

    private async Task<(long Looks, int Actors)> LooksAsync(DateTimeOffset begin, DateTimeOffset end, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add("select count(*), count(distinct e.actor_id)::integer from audit.event_seen e")
            .Add($"where e.at_db >= {sql.At(begin)} and e.at_db < {sql.At(end)} and e.data_class in ('Personal', 'Restricted')")
            .Add("and e.outcome = 'Ok' and e.actor_kind not in ('Job', 'Anonymous', 'Operator')");
        return (await session.RowsAsync(sql, r => (r.GetInt64(0), r.GetInt32(1)), ct))[0];
    }
}
