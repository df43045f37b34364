using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Reporting;

/// <summary>Whom a report is about, and that person's service at the agency; nobody where the number is not on record.</summary>
/// <param name="NumberId">The id under which facts reported of this number stand.</param>
/// <param name="PersonId">The person, by the number under which they are known.</param>
/// <param name="MemberIds">All ids of the person.</param>
/// <param name="Service">Service at the agency as it is known now, the earliest first.</param>
internal sealed record ReportSubject(Guid? NumberId, Guid? PersonId, IReadOnlyList<Guid> MemberIds, IReadOnlyList<Employment> Service)
{
    public static readonly ReportSubject Nobody = new(null, null, [], []);

    public Employment? Open => Service.LastOrDefault(e => e is { EndsOn: null, GoneBy: null });

    /// <summary>The service that a separation ends: what the corrected report ended, else the open one, else the latest.</summary>
    public Employment? EndedBy(AgencyReport separation) => Brought(separation) ?? Open ?? (Service is [.., var last] ? last : null);

    /// <summary>
    /// The service that a hire begins, where it is on record: what the corrected report brought, or one that a list only saw.
    /// </summary>
    public Employment? BegunBy(AgencyReport hire) =>
        Brought(hire) ?? (Open is { } open && (open.StartsOn is null || open.StartsOn == hire.OccurredOn) ? open : null);

    private Employment? Brought(AgencyReport report) =>
        report.Supersedes is { } old ? Service.LastOrDefault(e => e.SourceId == old) : null;
}

/// <summary>Finds whom a report is about, and asks the record whether it can be submitted.</summary>
internal sealed class ReportSubjects(CertificationDb db, ReportFacts facts)
{
    public async Task<ReportSubject> OfAsync(Guid agency, string officerNumber, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().Where(p => p.OfficerNumber == officerNumber).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        if (person is not { } id) return ReportSubject.Nobody;
        var members = (await db.MembersAsync([id], ct))[id];
        var service = await db.Employments.AsNoTracking().Of(agency).Where(e => members.MemberIds.Contains(e.PersonId)).ToListAsync(ct);
        return new ReportSubject(id, members.PersonId, members.MemberIds, [.. service.OrderBy(e => e.StartsOn ?? e.SeenFrom).ThenBy(e => e.Id)]);
    }

    public async Task<Refusal?> WhyNotAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        var same = await db.AgencyReports.AsNoTracking().FirstOrDefaultAsync(
            r => r.AgencyId == report.AgencyId && r.Kind == report.Kind && r.OfficerNumber == report.OfficerNumber
                && r.OccurredOn == report.OccurredOn && r.ConditionId == report.ConditionId && r.Subject == report.Subject
                && r.LeaveNatureCode == report.LeaveNatureCode
                && r.State == ReportState.Submitted && r.Id != report.Supersedes, ct);
        if (same is not null) return new ReportedAlready(same.Reference);
        return report.Kind switch
        {
            ReportKind.Hire => OfHire(report, subject),
            ReportKind.Separation => await OfSeparationAsync(report, subject, ct),
            _ => OfOwnOfficer(report, subject) ?? await facts.WhyNotAsync(report, subject, ct),
        };
    }

    // Whoever left stays the agency's to report on up to the last day, however late that is told (12.05(1)).
    private static Refusal? OfOwnOfficer(AgencyReport report, ReportSubject subject)
    {
        if (subject.Service.Count == 0) return new NotOfOwnAgency();
        if (subject.Service.Any(e => (e.EndsOn ?? e.GoneBy) is not { } last || last >= report.OccurredOn)) return null;
        return new HappenedAfterLeaving(subject.Service.Max(e => (e.EndsOn ?? e.GoneBy)!.Value));
    }

    // A correction may say another day of the very service that its predecessor brought.
    private static Refusal? OfHire(AgencyReport report, ReportSubject subject)
    {
        if (report.Supersedes is not null || subject.Open?.StartsOn is not { } since) return null;
        return since == report.OccurredOn ? new OnRecordAlready() : new EmploymentOverlap(since);
    }

    private async Task<Refusal?> OfSeparationAsync(AgencyReport report, ReportSubject subject, CancellationToken ct)
    {
        // One answer for an officer of another agency and for nobody (ADR 0045); but the own report of the hire may still wait.
        if (subject.EndedBy(report) is not { } service) return await HasReportedHireAsync(report, ct) ? null : new NotOfOwnAgency();
        if ((service.StartsOn ?? report.ServiceFrom) is { } began && report.OccurredOn < began) return new SeparationBeforeHire(began);
        var known = await db.Separations.AsNoTracking().AnyAsync(
            s => subject.MemberIds.Contains(s.PersonId) && s.AgencyId == report.AgencyId && s.SupersededAt == null
                && s.SeparatedOn == report.OccurredOn && s.NatureCode == report.NatureCode && s.Reason == report.Reason
                && s.MisconductBased == report.MisconductBased && s.DuringInvestigation == report.DuringInvestigation, ct);
        return known ? new OnRecordAlready() : null;
    }

    private Task<bool> HasReportedHireAsync(AgencyReport report, CancellationToken ct) => db.AgencyReports.AnyAsync(
        r => r.AgencyId == report.AgencyId && r.Kind == ReportKind.Hire && r.OfficerNumber == report.OfficerNumber
            && r.State == ReportState.Submitted && r.OccurredOn <= report.OccurredOn, ct);
}
