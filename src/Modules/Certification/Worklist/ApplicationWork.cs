using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;

namespace Post.Certification.Worklist;

/// <summary>Open applications that the agency entered for officers who serve there, of which it still has something to show (MMA-05).</summary>
internal sealed class ApplicationWork(CertificationDb db) : IAgencyWork
{
    public string Part => "applications";
    public string Title => "Applications";

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        if (reader.Capacity > MemberCapacity.Liaison) return [];
        var serving = db.PersonsOf(db.Employments.AsNoTracking().Of(reader.AgencyId).HoldingOn(reader.Today));
        var waiting = await (
            from application in db.Applications.AsNoTracking()
            where application.ClosedAt == null && serving.Contains(application.PersonId)
                && db.ApplicationEntries.Any(e => e.ApplicationId == application.Id && e.AgencyId == reader.AgencyId)
            join person in db.People on application.PersonId equals person.Id
            // Not shown yet, or what was found or said to show it has run out since.
            let missing = db.RequirementsOn(application.Id, reader.Today).Count(r => r.IsOpen
                && (r.RanOut && !db.RequirementAnswers.Any(
                        a => a.ApplicationId == application.Id && a.ItemCode == r.ItemCode && a.SupersededAt == null && a.ExpiresOn > r.ExpiresOn)
                    || db.RequirementAnswers.Any(
                        a => a.ApplicationId == application.Id && a.ItemCode == r.ItemCode && a.SupersededAt == null && (!a.Shown || a.ExpiresOn < reader.Today))))
            where missing > 0
            orderby application.Number
            select new { application.Id, application.Number, application.PersonId, application.ReceivedOn, person.OfficerNumber, Missing = missing }).ToListAsync(ct);
        return
        [
            .. waiting.Select(w => new AgencyWorkItem(
                $"application:{w.Id}", $"Show what {CertificationApplication.ReferenceOf(w.Number)} still misses: {(w.Missing == 1 ? "1 requirement" : $"{w.Missing} requirements")}",
                $"{PortalPages.Applications}/{w.Id}", null, w.ReceivedOn)
            {
                About = $"Officer {w.OfficerNumber}",
                Subjects = [w.PersonId],
            }),
        ];
    }
}
