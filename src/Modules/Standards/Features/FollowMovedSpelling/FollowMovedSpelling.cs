using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Standards.Contracts;
using Post.Standards.Data;
using Post.Standards.Domain;

namespace Post.Standards.Features.FollowMovedSpelling;

/// <summary>A spelling was corrected away from an agency that lives on: complaints reported under that spelling follow it.</summary>
[Requires(StandardsPermissions.FollowAgencies)]
[Audited("complaints.spelling.followed", DataClass.Personal, Fields = ["reporting-agency"])]
internal sealed record FollowMovedSpellingCommand(Guid FromAgencyId) : ICommand<Done>;

internal sealed class FollowMovedSpellingHandler(StandardsDb db, ILawEnforcementAgencies agencies, ChangeContext change)
    : IRequestHandler<FollowMovedSpellingCommand, Result<Done>>
{
    private const int PersonsPerEvent = 500;

    public async Task<Result<Done>> Handle(FollowMovedSpellingCommand command, CancellationToken ct)
    {
        var reports = db.Set<ComplaintReport>().Where(r => r.ReportingAgencyId == command.FromAgencyId);
        var spellings = await reports.Select(r => r.ReportingAgencySource).Distinct().ToListAsync(ct);
        var moved = (await agencies.ResolveAsync(spellings, ct)).Where(s => s.Value != command.FromAgencyId).ToList();
        var persons = new HashSet<Guid>();
        foreach (var (spelling, into) in moved)
        {
            persons.UnionWith(await PersonsAsync(command.FromAgencyId, spelling, ct));
            await reports.Where(r => r.ReportingAgencySource == spelling)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.ReportingAgencyId, into), ct);
            change.Changed($"reporting_agency_id of “{spelling}”", command.FromAgencyId.ToString(), into.ToString());
        }

        change.About(persons);
        foreach (var chunk in persons.Chunk(PersonsPerEvent)) db.Publish(new DisciplinaryRecordChanged(chunk));
        return Done.Instance;
    }

    private Task<List<Guid>> PersonsAsync(Guid agency, string spelling, CancellationToken ct) => db.Subjects
        .Where(s => s.Complaint.Reports.Any(r =>
            r.SupersededAt == null && r.ReportingAgencyId == agency && r.ReportingAgencySource == spelling))
        .Select(s => s.PersonId).Distinct().ToListAsync(ct);
}
