using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Alerts;
using Post.AccessReview.Data;
using Post.Audit;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ShowReport;

/// <summary>The figures of a week and the weeks that were signed off: what is published of review, and what is printed.</summary>
[Requires(AccessReviewPermissions.ReadReport)]
[Audited("review-report.shown", DataClass.None)]
internal sealed record ShowReportQuery(DateOnly? Week) : IQuery<ShowReportResult>;

/// <param name="Week">The week in figures, as they stand now.</param>
/// <param name="Signed">The sign-off of this week, if there is one.</param>
/// <param name="Weeks">The latest weeks that were signed off.</param>
/// <param name="Missing">Mondays of finished weeks without a sign-off.</param>
/// <param name="Labels">What the codes of the hits are called.</param>
/// <param name="SubstantiatedInYear">Alerts of the year that were found without a reason.</param>
/// <param name="RaisedInYear">Alerts of the year, the sample apart.</param>
/// <param name="YearFrom">Since when substantiated alerts are counted.</param>
internal sealed record ShowReportResult(
    WeekFigures Week, SignedWeek? Signed, IReadOnlyList<SignedWeek> Weeks, IReadOnlyList<DateOnly> Missing, IReadOnlyDictionary<string, string> Labels,
    int SubstantiatedInYear, int RaisedInYear, DateOnly YearFrom) : ICountsRows
{
    public int RowCount => Weeks.Count;
}

internal sealed record SignedWeek(
    DateOnly From, DateOnly To, long Looks, int Raised, int Closed, int Open, int Substantiated, string? Checkpoint, string Words, string By, DateTimeOffset At,
    IReadOnlyDictionary<string, int> Hits);

internal sealed class ShowReportHandler(AccessReviewDb db, ReviewFigures figures, TimeProvider clock)
    : IRequestHandler<ShowReportQuery, Result<ShowReportResult>>
{
    private const int WeeksShown = 13;

    public async Task<Result<ShowReportResult>> Handle(ShowReportQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var week = await figures.OfWeekAsync(query.Week ?? today, ct);
        var rows = await db.SignOffs.AsNoTracking().OrderByDescending(s => s.WeekFrom).Take(WeeksShown).ToListAsync(ct);
        var signed = rows.ConvertAll(s => new SignedWeek(
            s.WeekFrom, s.WeekTo, s.Looks, s.Raised, s.Closed, s.Open, s.Substantiated, s.Checkpoint, s.Words, s.SignedByName, s.SignedAt,
            JsonSerializer.Deserialize<Dictionary<string, int>>(s.Hits)!));
        var labels = (await db.MisuseRules.AsNoTracking().ToListAsync(ct)).GroupBy(r => r.Code)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.ValidFrom)!.Label);
        foreach (var source in Enum.GetValues<Domain.AlertSource>()) labels[source.ToString()] = AlertWords.Source(source);
        var year = new DateOnly(today.Year, 1, 1);
        var since = CivilClock.StartOf(year);
        var inYear = db.Alerts.AsNoTracking().Where(a => a.RaisedAt >= since && a.Source != Domain.AlertSource.Sample);
        return new ShowReportResult(
            week, signed.Find(s => s.From == week.From), signed, await SignOffQueue.MissingAsync(db, today, ct), labels,
            await inYear.CountAsync(a => a.Substantiated == true, ct), await inYear.CountAsync(ct), year);
    }
}
