using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Certification.Reporting;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOwnReport;

/// <summary>A report of the caller's own agency, as the agency wrote it and with what became of it; nothing of the record is added.</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.report.opened", DataClass.Personal, Fields = ["report"], OwnWords = true)]
internal sealed record ShowOwnReportQuery(Guid ReportId) : IQuery<OwnReport>;

/// <param name="Agency">The caller's own agency.</param>
/// <param name="File">The report.</param>
/// <param name="MaySubmit">Whether the caller acts in a capacity that submits.</param>
/// <param name="Today">The legal day.</param>
public sealed record OwnReport(string Agency, ReportFile File, bool MaySubmit, DateOnly Today) : INamesSubjects, ICountsRows
{
    /// <summary>Whom the number stood for; for the log, and never shown.</summary>
    internal Guid? PersonId { get; init; }

    public IEnumerable<Guid> SubjectIds => PersonId is { } person ? [person] : [];
    public int RowCount => 1;
}

internal sealed class ShowOwnReportHandler(CertificationDb db, ActingMembers acting, ReportReading reading, TimeProvider clock)
    : IRequestHandler<ShowOwnReportQuery, Result<OwnReport>>
{
    public async Task<Result<OwnReport>> Handle(ShowOwnReportQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var report = await db.AgencyReports.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == query.ReportId && r.AgencyId == acts.Value.AgencyId, ct);
        return report is null
            ? new NotFound("This report")
            : new OwnReport(acts.Value.Agency, await reading.OfAsync(report, byAgency: true, ct), acts.Value.Capacity <= MemberCapacity.Liaison, clock.Today())
            {
                PersonId = report.PersonId,
            };
    }
}
