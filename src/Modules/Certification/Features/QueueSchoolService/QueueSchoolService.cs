using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Schools;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.QueueSchoolService;

/// <summary>Puts before a person, once, each officer who serves at a school while the certification for it is suspended (12.04(1)(c)4).</summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("school-officers.queued", DataClass.Personal, Fields = ["identity", "review"], Lists = true)]
internal sealed record QueueSchoolServiceCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class QueueSchoolServiceHandler(CertificationDb db, RecordReader records, SchoolQuestions questions, ChangeContext change)
    : IRequestHandler<QueueSchoolServiceCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(QueueSchoolServiceCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        var serving = await (
            from s in db.SchoolServices.AsNoTracking()
            where s.SupersededAt == null && s.StartsOn <= today && (s.EndsOn == null || s.EndsOn >= today)
            join name in db.LawEnforcementAgencyNames.Present() on s.AgencyId equals name.AgencyId
            orderby s.PersonId, s.SeriesId
            select new { Service = s, Agency = name.Name }).ToListAsync(ct);
        var known = await records.OfAsync([.. serving.Select(s => s.Service.PersonId).Distinct()], ct);
        var asked = 0;
        foreach (var row in serving)
        {
            var record = known[row.Service.PersonId];
            if (SroStanding.Of(record, today).Kind is not SroStandingKind.Suspended) continue;
            var details = SchoolQuestions.ServesWhileSuspended(row.Service, row.Agency, record.Barring?.AsOf ?? record.PresentSro?.StatusOn);
            if (!await questions.AskAsync(ReviewKind.SroServesWhileSuspended, record.PersonId, details, ct)) continue;
            change.About(record.PersonId);
            asked++;
        }

        change.Rows(asked);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
