using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Microsoft.EntityFrameworkCore;
using Post.Kernel.Time;

namespace Post.Certification.Reporting;

/// <summary>Prepares the report that a condition was met, when an agency has said so in its own records (12.04(1)(b)8, 12.05(1)(a), (f)).</summary>
internal sealed class ConditionReports(CertificationDb db, OpenConditions conditions, ReportDesk desk, TimeProvider clock)
{
    /// <returns>The draft; null where one waits already, or where the Commission has settled the condition.</returns>
    public async Task<ReportKey?> PrepareAsync(ActingMember acts, OfficerKey officer, MetCondition met, CancellationToken ct)
    {
        var open = (await conditions.OfAsync(officer.MemberIds, ct)).FirstOrDefault(c => c.Id == met.ConditionId);
        if (open is null || await db.AgencyReports.AnyAsync(
            r => r.AgencyId == acts.AgencyId && r.ConditionId == met.ConditionId && (r.State == ReportState.Draft || r.State == ReportState.Submitted), ct))
        {
            return null;
        }

        var report = await desk.DraftAsync(new ReportToPrepare(acts.AgencyId, open.Kind), ct);
        report.Say(new ReportContent
        {
            OfficerNumber = officer.Number,
            OccurredOn = met.On,
            KnownOn = clock.Today(),
            ConditionId = open.Id,
            Subject = open.Said,
            Extent = open.Extent,
            Evidence = met.Evidence,
        });
        desk.Step(report, ReportStepKind.Prepared, acts.Capacity);
        return new ReportKey(report.Id, report.Reference);
    }
}

/// <summary>An officer by number and by all ids under which facts about them stand.</summary>
internal sealed record OfficerKey(string Number, IReadOnlyList<Guid> MemberIds);

/// <summary>That a condition was met, when, and what shows it.</summary>
internal sealed record MetCondition(Guid ConditionId, DateOnly On, string? Evidence);
