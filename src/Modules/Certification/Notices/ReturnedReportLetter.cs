using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Notices;

/// <summary>
/// Tells whoever is liaison for certification that a report goes back, and why; where nobody is, the agency itself. Nobody is named in
/// it but the report: mail goes through many hands.
/// </summary>
internal sealed class ReturnedReportLetter(CertificationDb db, INotices notices, CurrentCaller caller, TimeProvider clock)
{
    public const string Kind = "agency-report-returned";
    private const string Area = "Certification";

    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    public async Task<Refusal?> IssueAsync(AgencyReport report, string agency, string reasons, CancellationToken ct)
    {
        foreach (var to in await AddresseesAsync(report.AgencyId, agency, ct))
        {
            var issued = await notices.IssueAsync(new NoticeRequest(Kind, to, $"agency-report:{report.Id}", $"Report {report.Reference}", new Dictionary<string, string>
            {
                ["addressee"] = to.Name,
                ["agency"] = agency,
                ["report"] = report.Reference,
                ["kind"] = ReportWords.Of(report.Kind).ToLowerInvariant(),
                ["submitted_on"] = CivilClock.LegalDate(report.SubmittedAt!.Value).ToString("MMMM d, yyyy", s_culture),
                ["reasons"] = reasons,
                ["contact"] = caller.Value.Name,
            }, []), ct);
            if (issued.Refusal is { } refusal) return refusal;
        }

        return null;
    }

    private async Task<List<Addressee>> AddresseesAsync(Guid agency, string name, CancellationToken ct)
    {
        var today = clock.Today();
        var liaisons = await (
            from appointment in db.Appointments.AsNoTracking()
            join member in db.Members on appointment.MemberId equals member.Id
            where member.AgencyId == agency && appointment.Capacity == MemberCapacity.Liaison && appointment.Areas.Contains(Area)
                && appointment.BeginsOn <= today && (appointment.EndsOn == null || appointment.EndsOn >= today)
            select new Addressee(AddresseeKind.OtherPerson, member.Id, member.Name)).Distinct().ToListAsync(ct);
        return liaisons.Count > 0 ? liaisons : [new Addressee(AddresseeKind.LawEnforcementAgency, agency, name)];
    }
}
