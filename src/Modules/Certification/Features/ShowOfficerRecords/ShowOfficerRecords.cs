using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Certification.Records;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOfficerRecords;

/// <summary>Which certification records each agency says that it holds of an officer: how they stand and of which day, never what they say (12.04(1)(b)).</summary>
[Requires(CertificationPermissions.ReadReports)]
[Audited("officer-records.shown", DataClass.Personal, Fields = ["identity", "certification records"])]
internal sealed record ShowOfficerRecordsQuery(Guid PersonId) : IQuery<AgenciesRecords>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <param name="Agencies">By name; those where the officer serves or served.</param>
public sealed record AgenciesRecords(IReadOnlyList<AgencyHolds> Agencies) : INamesSubjects, ICountsRows
{
    public IReadOnlyList<Guid> MemberIds { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => Agencies.Count;
}

/// <summary>An agency, whether the officer serves there, and its records.</summary>
public sealed record AgencyHolds(string Agency, bool Serving, OfficerRecords Records);

internal sealed class ShowOfficerRecordsHandler(CertificationDb db, AgencyRecords records, TimeProvider clock)
    : IRequestHandler<ShowOfficerRecordsQuery, Result<AgenciesRecords>>
{
    public async Task<Result<AgenciesRecords>> Handle(ShowOfficerRecordsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var person = (await db.MembersAsync([query.PersonId], ct))[query.PersonId];
        var service = db.Employments.AsNoTracking().Where(e => person.MemberIds.Contains(e.PersonId) && e.SupersededAt == null && !e.OutOfState);
        var serving = await service.HoldingOn(today).Select(e => e.AgencyId).ToListAsync(ct);
        var agencies = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => service.Any(e => e.AgencyId == n.AgencyId))
            .OrderBy(n => n.Name).ThenBy(n => n.AgencyId).Select(n => new { n.AgencyId, n.Name }).ToListAsync(ct);
        var held = await records.OfPersonAsync(agencies.ConvertAll(a => a.AgencyId), person.PersonId, today, ct);
        return new AgenciesRecords(agencies.ConvertAll(a => new AgencyHolds(a.Name, serving.Contains(a.AgencyId), held[a.AgencyId])))
        {
            MemberIds = [.. person.MemberIds.Append(query.PersonId).Distinct()],
        };
    }
}
