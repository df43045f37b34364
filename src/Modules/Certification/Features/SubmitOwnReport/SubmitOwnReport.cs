using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.SubmitOwnReport;

/// <summary>
/// The head or a liaison submits a report as they read it. A hire that the law bars is refused: the refusal is kept, and staff are
/// told of it.
/// </summary>
[Requires(CertificationPermissions.SubmitReports)]
[Audited("own-agency.report.submitted", DataClass.Personal, Fields = ["report"], OwnWords = true)]
internal sealed record SubmitOwnReportCommand(Guid ReportId, int Revision, bool Attested) : ICommand<SubmittedReport>;

/// <param name="Reference">The number of the receipt.</param>
/// <param name="Barred">Why the hire was refused; null where the report was received.</param>
public sealed record SubmittedReport(string Reference, string? Barred);

/// <summary>The two clocks of a report: that of 12.05 itself, and where it shows misconduct that of 1.01.</summary>
internal sealed record ReportClocksCounted(ReportClock Report, ReportClock Conduct);

internal sealed class SubmitOwnReportHandler(
    CertificationDb db, ActingMembers acting, ReportDesk desk, ReportSubjects subjects, ServiceFactRows states, HireBars bars, RunningDeadlines deadlines,
    StatementDesk statements, StatementAnswer answer, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SubmitOwnReportCommand, Result<SubmittedReport>>
{
    private const string ClockRule = "agency-report";
    private const string LeaveOverlap = "Overlaps another leave on record (leave-overlap)";
    private const string ConductRule = "complaint-transmittal";

    public async Task<Result<SubmittedReport>> Handle(SubmitOwnReportCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        if (acts.Value.Capacity > MemberCapacity.Liaison) return new SubmitNotPermitted(acts.Value.Capacity);
        await desk.HoldAsync(acts.Value.AgencyId, ct);
        var report = await db.AgencyReports.SingleOrDefaultAsync(r => r.Id == command.ReportId && r.AgencyId == acts.Value.AgencyId, ct);
        if (report is null) return new NotFound("This report");
        if (report.State is not ReportState.Draft) return new ReportSubmittedAlready(report.Reference);
        if (report.Revision != command.Revision) return new ReviewRequired();
        if (!command.Attested) return new AttestationRequired();
        if (ReportRules.WhyNot(report.Kind, report.Content, clock.Today()) is { } unfit) return unfit;

        var subject = await subjects.OfAsync(report.AgencyId, report.OfficerNumber!, ct);
        if (await subjects.WhyNotAsync(report, subject, ct) is { } no) return no;
        var submitted = await SubmitAsync(report, subject, acts.Value.Capacity, ct);
        if (submitted.Refusal is not null) return submitted;
        return await AnswerAsync(report, acts.Value, ct) is { } unanswered ? unanswered : submitted;
    }

    // What an officer told the agency is answered by the report that comes of it, unless somebody did so already.
    private async Task<Refusal?> AnswerAsync(AgencyReport report, ActingMember acts, CancellationToken ct)
    {
        if (report.StatementId is not { } told) return null;
        var found = await statements.WaitingAtAsync(acts.AgencyId, told, ct);
        if (found.Refusal is not null) return null;
        var (statement, place) = found.Value;
        return await answer.GiveAsync(statement, place, acts.Agency, StatementState.TakenIn, $"Reported to the Commission as {report.Reference}.", ct);
    }

    private async Task<Result<SubmittedReport>> SubmitAsync(AgencyReport report, ReportSubject subject, MemberCapacity capacity, CancellationToken ct)
    {
        var counted = await CountAsync(report, ct);
        if (counted.Refusal is { } uncounted) return uncounted;
        var (own, conduct) = counted.Value;
        report.Submit(
            new Submission(clock.GetUtcNow(), caller.Value.Id, caller.Value.Name, capacity, ReportWords.AttestationVersion, subject.PersonId),
            own, late: own.Due < clock.Today(), conduct);
        desk.Step(report, ReportStepKind.Submitted, capacity, NoteOf(report, own, await states.OverlapsAsync(report, subject, ct)));
        Tell(report, subject);
        await ReplaceAsync(report, capacity, ct);
        var barred = await FollowHireAsync(report, subject, ct);
        if (report is { Kind: ReportKind.SuspensionTraining, Supersedes: null }) desk.OpenTask(report, HireTaskKind.SuspensionReview, SuspensionWords(report));
        await db.SaveChangesAsync(ct);
        return new SubmittedReport(report.Reference, barred);
    }

    private static string? NoteOf(AgencyReport report, ReportClock own, bool overlaps)
    {
        var late = report.InTime ? null : $"Late: the last day was {own.Due:yyyy-MM-dd}";
        var note = string.Join(". ", new[] { late, overlaps ? LeaveOverlap : null }.OfType<string>());
        return note.Length == 0 ? null : note;
    }

    private async Task<Result<ReportClocksCounted>> CountAsync(AgencyReport report, CancellationToken ct)
    {
        var own = await StartAsync(report, ClockRule, ct);
        if (own.Refusal is { } uncounted) return uncounted;
        // Nothing done here closes the clock of 1.01: the complaint itself does (12.02(2)(a)).
        var conduct = report.Content.IsRule101 ? await StartAsync(report, ConductRule, ct) : ReportClock.None;
        if (conduct.Refusal is { } unstarted) return unstarted;
        if (own.Value.Id is not { } chain || await deadlines.LockAsync(chain, ct) is not { } running) return new ReportClocksCounted(own.Value, conduct.Value);
        var met = await deadlines.CloseAsync(running, DeadlineState.Met, clock.Today(), "The report was submitted", ct);
        return met.Refusal is { } open ? open : new ReportClocksCounted(new ReportClock(chain, met.Value.Due), conduct.Value);
    }

    // Without a number set by the Commission nothing is due, and nothing is late (part 0.3(3)).
    private async Task<Result<ReportClock>> StartAsync(AgencyReport report, string rule, CancellationToken ct)
    {
        var started = await deadlines.StartAsync(
            new DeadlineSubject("AgencyReport", report.Id, report.Reference), rule,
            DeadlineTrigger.On("The agency learned of it", report.KnownOn!.Value), "Submitted", ct);
        if (started.Refusal is NoRuleInForce) return ReportClock.None;
        return started.Refusal is { } refusal ? refusal : new ReportClock(started.Value.ChainId, started.Value.Due);
    }

    private static string SuspensionWords(AgencyReport report) =>
        $"Officer number {report.OfficerNumber} completed in-service training on {Iso(report.OccurredOn)} while administratively suspended (M.G.L. c. 6E, §§ 3, 9).";

    private void Tell(AgencyReport report, ReportSubject subject)
    {
        if (subject.PersonId is { } person) change.About(person);
        change.Summarise($"{report.Reference}: {ReportWords.Of(report.Kind)}");
        change.Changed("happened", null, Iso(report.OccurredOn));
        change.Changed("known", null, Iso(report.KnownOn));
        if (!report.InTime) change.Changed("in time", null, "no");
        if (report.Route is ReportRoute.Rule101) change.Changed("route", null, nameof(ReportRoute.Rule101));
    }

    private async Task ReplaceAsync(AgencyReport report, MemberCapacity capacity, CancellationToken ct)
    {
        if (report.Supersedes is not { } id) return;
        var old = await db.AgencyReports.SingleAsync(r => r.Id == id, ct);
        if (old.State is ReportState.Submitted) desk.Close(old, ReportState.Replaced, ReportStepKind.Replaced, $"By {report.Reference}: {report.CorrectionReason}", capacity);
        change.Changed("replaces", null, old.Reference);
    }

    private async Task<string?> FollowHireAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        if (report.Kind is not ReportKind.Hire) return null;
        if (subject.PersonId is { } person && await bars.OfAsync(person, clock.Today(), ct) is { } bar)
        {
            var words = $"The record shows officer number {report.OfficerNumber} as {bar.Words}. An agency does not employ this person as an officer ({bar.Clause}).";
            desk.Close(report, ReportState.Refused, ReportStepKind.Refused, words);
            desk.OpenTask(report, HireTaskKind.BarredHire, words);
            change.Changed("refused", null, bar.Clause);
            return words;
        }

        var looked = report.Supersedes is { } old && await db.AgencyReports.AnyAsync(r => r.Id == old && r.OfficerNumber == report.OfficerNumber
            && db.HireTasks.Any(t => t.ReportId == r.Id && t.Kind == HireTaskKind.IndexCheck), ct);
        if (!looked) desk.OpenTask(report, HireTaskKind.IndexCheck, $"Officer number {report.OfficerNumber}, hired on {Iso(report.OccurredOn)}");
        return null;
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
