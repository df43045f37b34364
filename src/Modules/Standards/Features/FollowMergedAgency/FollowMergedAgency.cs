using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Standards.Contracts;
using Post.Standards.Data;
using Post.Standards.Domain;

namespace Post.Standards.Features.FollowMergedAgency;

/// <summary>Two spellings proved to be one agency: complaints that named the one now name the other. Their words stay.</summary>
[Requires(StandardsPermissions.FollowAgencies)]
[Audited("complaints.agency.followed", DataClass.Personal, Fields = ["reporting-agency"])]
internal sealed record FollowMergedAgencyCommand(Guid FromAgencyId, Guid IntoAgencyId) : ICommand<Done>;

internal sealed class FollowMergedAgencyHandler(StandardsDb db, ChangeContext change)
    : IRequestHandler<FollowMergedAgencyCommand, Result<Done>>
{
    private const int PersonsPerEvent = 500;

    public async Task<Result<Done>> Handle(FollowMergedAgencyCommand command, CancellationToken ct)
    {
        var persons = await db.Subjects
            .Where(s => s.Complaint.Reports.Any(r => r.SupersededAt == null && r.ReportingAgencyId == command.FromAgencyId))
            .Select(s => s.PersonId).Distinct().ToListAsync(ct);
        // The report's own words stand beside the id; only whom they are taken to mean changes, so no new report is made.
        await db.Set<ComplaintReport>().Where(r => r.ReportingAgencyId == command.FromAgencyId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.ReportingAgencyId, command.IntoAgencyId), ct);
        change.Changed("reporting_agency_id", command.FromAgencyId.ToString(), command.IntoAgencyId.ToString());
        change.About(persons);
        foreach (var chunk in persons.Chunk(PersonsPerEvent)) db.Publish(new DisciplinaryRecordChanged(chunk));
        return Done.Instance;
    }
}
