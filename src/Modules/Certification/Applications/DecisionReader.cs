using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Time;

namespace Post.Certification.Applications;

/// <summary>Decisions with their conditions as pages show them, the latest first, in four statements.</summary>
internal sealed class DecisionReader(CertificationDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<DecisionRow>> OfAsync(IQueryable<CertificationDecision> decisions, CancellationToken ct)
    {
        var rows = await (
            from decision in decisions.AsNoTracking()
            join application in db.Applications on decision.ApplicationId equals application.Id
            join known in db.StatusCodes on decision.StatusCode equals known.Code into codes
            from code in codes.DefaultIfEmpty()
            orderby decision.EffectiveOn descending, decision.Number descending
            select new
            {
                Decision = decision,
                application.Number,
                Status = code == null ? null : code.Label,
                Standard = db.Standards.Where(s => s.Id == application.StandardId).Select(s => s.Title + ", version " + s.Version).FirstOrDefault(),
            }).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Decision.Id);
        var today = clock.Today();
        var reports = await ReportsAsync(ids, ct);
        var conditions = (await db.Conditions.AsNoTracking().Where(c => ids.Contains(c.DecisionId)).OrderBy(c => c.Place).ToListAsync(ct))
            .ToLookup(c => c.DecisionId, c => new ConditionRow(
                c.Id, c.Place, c.Words, c.DueOn, c.State.ToString(), c.SettledOn, c.Note, c.SettledByName,
                c.State is ConditionState.Open && c.DueOn < today)
            {
                DaysFromReturn = c.DaysFromReturn,
                Reported = reports.GetValueOrDefault(c.Id),
            });
        var steps = (await db.ReviewSteps.AsNoTracking().Where(s => ids.Contains(s.DecisionId))
            .OrderBy(s => s.TakenOn).ThenBy(s => s.Id).ToListAsync(ct)).ToLookup(s => s.DecisionId);
        return
        [
            .. rows.Select(r => Reviewed(Row(r.Decision, r.Number, r.Status), r.Decision.Reviewable, [.. steps[r.Decision.Id]], today) with
            {
                Conditions = [.. conditions[r.Decision.Id]],
                Standard = r.Standard,
            }),
        ];
    }

    private async Task<Dictionary<Guid, ReportKey>> ReportsAsync(List<Guid> decisions, CancellationToken ct) => (await (
        from report in db.AgencyReports.AsNoTracking()
        where report.State == ReportState.Submitted && db.Conditions.Any(c => c.Id == report.ConditionId && decisions.Contains(c.DecisionId))
        orderby report.Number
        select new { report.ConditionId, report.Id, report.Number }).ToListAsync(ct))
        .GroupBy(r => r.ConditionId!.Value)
        .ToDictionary(g => g.Key, g => new ReportKey(g.First().Id, AgencyReport.ReferenceOf(g.First().Number)));

    private static DecisionRow Reviewed(DecisionRow row, bool reviewable, List<ReviewStep> steps, DateOnly today)
    {
        if (!reviewable) return row;
        var state = DecisionReview.Of(reviewable, steps, today);
        return row with
        {
            Review = DecisionWords.OfReview(state),
            WindowEndsOn = DecisionReview.WindowEndsOn(steps),
            Steps = [.. steps.Select(s => new StepRow(DecisionWords.OfStep(s.Kind), s.TakenOn, s.Note, s.RecordedByName, s.ClockId))],
            NextSteps = [.. DecisionReview.Next(state).Select(k => k.ToString())],
        };
    }

    private static DecisionRow Row(CertificationDecision d, long application, string? status) => new(
        d.Id, d.Reference, d.ApplicationId, CertificationApplication.ReferenceOf(application), DecisionWords.Of(d.Kind),
        DecisionWords.ToneOf(d.Kind), d.Reasons, d.Authority, d.DecidedOn, d.EffectiveOn, d.ExpiresOn, status, d.VoteId is not null,
        d.RecordedByName, d.RecordedAt);
}
