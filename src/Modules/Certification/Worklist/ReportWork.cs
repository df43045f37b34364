using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Reporting;
using Post.Kernel.Deadlines;
using Post.Kernel.Time;

namespace Post.Certification.Worklist;

/// <summary>Reports that are prepared and not submitted, and those that came back and were not corrected yet (12.05(1)).</summary>
internal sealed class ReportWork(CertificationDb db, DeadlineCounting counting) : IAgencyWork
{
    private const string ClockRule = "agency-report";

    public string Part => "reports";
    public string Title => "Reports";

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        var reports = await db.AgencyReports.AsNoTracking()
            .Where(r => r.AgencyId == reader.AgencyId && (r.State == ReportState.Draft
                || r.State == ReportState.Returned && !db.AgencyReports.Any(n => n.Supersedes == r.Id && n.State != ReportState.Draft)))
            .OrderBy(r => r.Id).ToListAsync(ct);
        var items = new List<AgencyWorkItem>();
        foreach (var report in reports)
        {
            items.Add(new AgencyWorkItem(
                $"report:{report.Id}", report.State is ReportState.Draft ? $"Submit the report {report.Reference}" : $"Correct the report {report.Reference}, which came back",
                $"{PortalPages.Reports}/{report.Id}", await DueAsync(report, ct), CivilClock.LegalDate(report.ClosedAt ?? report.PreparedAt))
            {
                About = report.OfficerNumber is { } number ? $"{ReportWords.Of(report.Kind)}, officer {number}" : ReportWords.Of(report.Kind),
                Subjects = report.PersonId is { } person ? [person] : [],
            });
        }

        return items;
    }

    // What was submitted has its day already; a draft gets the one that it will have. Without a number of the Commission there is none.
    private async Task<DateOnly?> DueAsync(AgencyReport report, CancellationToken ct)
    {
        if (report.State is not ReportState.Draft) return report.DueOn;
        if (report.KnownOn is not { } known) return null;
        return (await counting.CountAsync(ClockRule, DeadlineFacts.From(DeadlineTrigger.On("The agency learned of it", known)), ct))?.Counted.Due;
    }
}
