using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Reporting;

/// <summary>Asks the record whether what is reported of an own officer can be so, and is not on record already.</summary>
internal sealed class ReportFacts(
    CertificationDb db, OpenConditions conditions, ServiceFactRows states, NameRows names, TimeProvider clock)
{
    public async Task<Refusal?> WhyNotAsync(AgencyReport report, ReportSubject subject, CancellationToken ct) => report.Kind switch
    {
        ReportKind.ConditionMet or ReportKind.RestrictionConditionMet => await OfConditionAsync(report, subject, ct),
        ReportKind.SuspensionTraining => await OfTrainingAsync(report, subject, ct),
        ReportKind.Retraining => await OfRetrainingAsync(report, subject, ct),
        ReportKind.WorkStatusChange or ReportKind.RankChange => await OfStateAsync(report, subject, ct),
        ReportKind.NameChange => report.Supersedes is null && NameSaid.By(report).Is(await names.PresentAsync(subject.PersonId!.Value, ct)) ? new OnRecordAlready() : null,
        // Whether the officer gave the same address is not told to the agency: the record is asked when it is taken in.
        ReportKind.ContactChange => null,
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    private async Task<Refusal?> OfStateAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        var said = ServiceFactRows.SaidBy(report);
        if (report.Supersedes is not null) return null;
        if (ServiceFactRows.LeaveSaidBy(report) is { } leave)
        {
            var leaves = (await states.WorkAsync(report, subject, ct)).Periods();
            return leaves.Any(p => p.Covers(leave.From) && p.NatureCode == leave.Value && p.Words == leave.Words && p.ExpectedLastDay == report.LeaveEndsOn)
                ? new OnRecordAlready()
                : null;
        }

        var known = (await states.KnownAsync(report, subject, ct)).Select(f => f.Dated).FirstOrDefault(f => f.HoldsOn(said.From));
        // Before the first change of rank the service itself says which it is.
        var value = known is null && report.Kind is ReportKind.RankChange ? subject.Open?.Rank : known?.Value;
        return value == said.Value && known?.Words == said.Words ? new OnRecordAlready() : null;
    }

    private async Task<Refusal?> OfConditionAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        if (report.ConditionId is not { } id) return null;
        if ((await conditions.OfAsync(subject.MemberIds, ct)).FirstOrDefault(c => c.Id == id) is { } open)
        {
            return open.Kind == report.Kind ? null : new ConditionMismatch();
        }

        // Settled since it was chosen: there is nothing to report; another officer's is told from none by nothing.
        var settled = await db.Conditions.AnyAsync(c => c.Id == id && subject.MemberIds.Contains(c.PersonId), ct);
        if (!settled) return new ConditionMismatch();
        return report.Supersedes is null ? new OnRecordAlready() : null;
    }

    private async Task<Refusal?> OfTrainingAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        var today = clock.Today();
        var suspended = await db.Statuses.AsNoTracking().AnyAsync(
            s => subject.MemberIds.Contains(s.PersonId) && s.SupersededAt == null && s.Code == CertificationStatusCode.AdministrativelySuspended
                && s.AsOf <= today && (s.ValidTo == null || s.ValidTo > report.OccurredOn), ct);
        if (!suspended) return new NoAdminSuspension();
        var folded = FoldedWords.Of(report.Subject!);
        var known = await db.Trainings.AsNoTracking()
            .Where(t => subject.MemberIds.Contains(t.PersonId) && t.SupersededAt == null && t.CompletedOn == report.OccurredOn && t.CourseFolded == folded
                && t.SourceId != report.Supersedes)
            .Select(t => t.ProviderCode).ToListAsync(ct);
        if (known.Contains(TrainingRecord.Mptc)) return new SourceLocked();
        return known.Count > 0 ? new OnRecordAlready() : null;
    }

    private async Task<Refusal?> OfRetrainingAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        var known = await db.Retrainings.AsNoTracking().AnyAsync(
            r => subject.MemberIds.Contains(r.PersonId) && r.SupersededAt == null && r.OrderedOn == report.OrderedOn
                && r.CompletedOn == report.OccurredOn && r.SourceId != report.Supersedes, ct);
        return known ? new OnRecordAlready() : null;
    }
}
