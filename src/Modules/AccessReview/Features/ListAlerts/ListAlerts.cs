using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Alerts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.Audit;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ListAlerts;

/// <summary>Which alerts are listed.</summary>
public enum AlertView
{
    /// <summary>Everything open but the sample.</summary>
    Open,
    Sample,
    BreakGlass,

    /// <summary>Judged, and waiting for a second person.</summary>
    SecondPerson,
    Closed,
}

/// <summary>What lies on the caller's desk; it tells how many persons each is about, and never who they are.</summary>
[Requires(AccessReviewPermissions.Review)]
[Audited("alerts.listed", DataClass.None)]
internal sealed record ListAlertsQuery(AlertView View, Guid? After) : IQuery<ListAlertsResult>;

/// <param name="Rows">The newest first.</param>
/// <param name="Counts">How many wait in each view, as far as a reviewer counts them.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Week">The week in figures.</param>
public sealed record ListAlertsResult(
    IReadOnlyList<AlertRow> Rows, Guid? Next, IReadOnlyDictionary<AlertView, int> Counts, WeekFigures Week) : ICountsRows
{
    public int RowCount => Rows.Count;
}

public sealed record AlertRow(
    Guid Id, string Reference, AlertSource Source, string Title, string Facts, string Actor, string Unit, int Persons, AlertState State,
    DateTimeOffset HappenedAt, DateOnly? DueOn, bool Late, string? Assignee);

internal sealed class ListAlertsHandler(
    AccessReviewDb db, ReviewerCheck check, ReviewFigures figures, TimeProvider clock) : IRequestHandler<ListAlertsQuery, Result<ListAlertsResult>>
{
    private const int PageLength = 50;
    private const int CountedAtMost = 1_000;

    public async Task<Result<ListAlertsResult>> Handle(ListAlertsQuery query, CancellationToken ct)
    {
        var desks = await check.DesksAsync(ct);
        var me = check.Caller.Account;
        var mine = db.Alerts.AsNoTracking().Where(a => desks.Contains(a.Desk) && a.ActorId != me);
        var listed = In(query.View, mine);
        if (query.After is { } after) listed = listed.Where(a => a.Id < after);
        var rows = await listed.OrderByDescending(a => a.Id).Take(PageLength + 1).ToListAsync(ct);
        var labels = await LabelsAsync(ct);
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Role, u => u.Words, ct);
        var counts = new Dictionary<AlertView, int>();
        foreach (var view in Enum.GetValues<AlertView>().Where(v => v is not AlertView.Closed))
        {
            counts[view] = await In(view, mine).Take(CountedAtMost).CountAsync(ct);
        }

        var page = rows.Take(PageLength).Select(a => Row(a, labels, units)).ToList();
        return new ListAlertsResult(page, rows.Count > PageLength ? page[^1].Id : null, counts, await figures.OfWeekAsync(clock.Today(), ct));
    }

    private static IQueryable<Alert> In(AlertView view, IQueryable<Alert> alerts) => view switch
    {
        AlertView.Open => alerts.Where(a => a.ClosedAt == null && a.Source != AlertSource.Sample
            && a.State != AlertState.Explained && a.State != AlertState.Unexplained),
        AlertView.Sample => alerts.Where(a => a.ClosedAt == null && a.Source == AlertSource.Sample
            && a.State != AlertState.Explained && a.State != AlertState.Unexplained),
        AlertView.BreakGlass => alerts.Where(a => a.ClosedAt == null && a.Source == AlertSource.BreakGlass),
        AlertView.SecondPerson => alerts.Where(a => a.ClosedAt == null && (a.State == AlertState.Explained || a.State == AlertState.Unexplained)),
        _ => alerts.Where(a => a.ClosedAt != null),
    };

    private async Task<Dictionary<string, string>> LabelsAsync(CancellationToken ct) =>
        (await db.MisuseRules.AsNoTracking().ToListAsync(ct)).GroupBy(r => r.Code).ToDictionary(g => g.Key, g => g.MaxBy(r => r.ValidFrom)!.Label);

    private AlertRow Row(Alert a, Dictionary<string, string> labels, Dictionary<string, string> units) => new(
        a.Id, a.Reference, a.Source, a.RuleCode is { } rule ? labels.GetValueOrDefault(rule, rule) : AlertWords.Source(a.Source), a.Facts,
        a.ActorName, a.ActorRoles.Select(units.GetValueOrDefault).FirstOrDefault(u => u is not null) ?? "", a.SubjectIds.Length, a.State, a.HappenedAt,
        a.DueOn, a.DueOn < clock.Today() && a.IsOpen, a.AssigneeName);
}
