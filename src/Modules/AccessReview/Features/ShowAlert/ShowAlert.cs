using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Alerts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.ShowAlert;

/// <summary>An alert with its looks, what was usual for the account, and every step of its review.</summary>
[Requires(AccessReviewPermissions.Review)]
[Audited("alert.opened", DataClass.Restricted, Fields = ["access"])]
internal sealed record ShowAlertQuery(Guid AlertId) : IQuery<ShowAlertResult>;

/// <param name="Alert">What was found.</param>
/// <param name="Looks">The looks it was found in.</param>
/// <param name="Persons">Whose records they were.</param>
/// <param name="Days">The account's days up to the alert, as the watch counted them.</param>
/// <param name="Steps">What was done about it.</param>
/// <param name="Allowed">The steps that may be taken now, by the caller.</param>
public sealed record ShowAlertResult(
    AlertFacts Alert, IReadOnlyList<LogRow> Looks, IReadOnlyList<NamedPerson> Persons, IReadOnlyList<LogDay> Days, IReadOnlyList<AlertStepRow> Steps,
    IReadOnlyList<StepKind> Allowed) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Alert.Subjects.Concat(Looks.SelectMany(l => l.Event.SubjectIds)).Distinct();
    public int RowCount => Looks.Count;
}

public sealed record AlertFacts(
    Guid Id, string Reference, AlertSource Source, string Title, string Meaning, string Clause, string Facts, Guid? ActorId, string Actor, string Unit,
    IReadOnlyList<Guid> Subjects, AlertState State, DateTimeOffset HappenedAt, DateTimeOffset RaisedAt, DateTimeOffset From, DateTimeOffset To,
    DateOnly? DueOn, Guid? DeadlineId, string? Assignee);

public sealed record AlertStepRow(StepKind Kind, string By, DateTimeOffset At, string Words);

internal sealed class ShowAlertHandler(
    AccessReviewDb db, ReviewerCheck check, AccessLog log, LogRows rows, LogNames names)
    : IRequestHandler<ShowAlertQuery, Result<ShowAlertResult>>
{
    private const int DaysShown = 30;

    public async Task<Result<ShowAlertResult>> Handle(ShowAlertQuery query, CancellationToken ct)
    {
        if (await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.AlertId, ct) is not { } alert) return new NotFound("This alert");
        if (await check.WhyNotAsync(alert, ct) is { } refusal) return refusal;
        var steps = await db.AlertSteps.AsNoTracking().Where(s => s.AlertId == alert.Id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(ct);
        var looks = await log.SomeAsync(alert.EventIds, alert.EventsFrom, alert.EventsTo, ct);
        var persons = await names.PersonsAsync(alert.SubjectIds, ct);
        var me = check.Caller.Account;
        return new ShowAlertResult(
            await FactsAsync(alert, ct), await rows.OfAsync(looks, ct), [.. persons.Values.DistinctBy(p => p.PersonId)], await DaysAsync(alert, ct),
            [.. steps.Select(s => new AlertStepRow(s.Kind, s.ByName, s.At, s.Words))],
            [.. Enum.GetValues<StepKind>().Where(s => alert.Allows(s) && (alert.ConcludedBy != me || s is not (StepKind.Closed or StepKind.Referred)))]);
    }

    private async Task<AlertFacts> FactsAsync(Alert a, CancellationToken ct)
    {
        var on = CivilClock.LegalDate(a.RaisedAt);
        var rule = await db.MisuseRules.AsNoTracking()
            .Where(r => r.Code == a.RuleCode && r.ValidFrom <= on).OrderByDescending(r => r.ValidFrom).FirstOrDefaultAsync(ct);
        var units = await names.UnitsAsync(ct);
        return new AlertFacts(
            a.Id, a.Reference, a.Source, rule?.Label ?? AlertWords.Source(a.Source), rule?.Meaning ?? "", rule?.Clause ?? "8.07(5)", a.Facts, a.ActorId,
            a.ActorName, a.ActorRoles.Select(units.GetValueOrDefault).FirstOrDefault(u => u is not null) ?? "", a.SubjectIds, a.State, a.HappenedAt,
            a.RaisedAt, a.EventsFrom, a.EventsTo, a.DueOn, a.DeadlineId, a.AssigneeName);
    }

    private async Task<IReadOnlyList<LogDay>> DaysAsync(Alert alert, CancellationToken ct)
    {
        var to = CivilClock.LegalDate(alert.HappenedAt);
        var from = to.AddDays(-DaysShown);
        var days = await db.ActorDays.AsNoTracking()
            .Where(d => d.ActorId == alert.ActorId && d.Day >= from && d.Day <= to).OrderBy(d => d.Day).ToListAsync(ct);
        return [.. days.Select(d => new LogDay(d.Day, d.Subjects, 0, 1))];
    }
}
