using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Members;
using Post.Certification.Schools;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnSchools;

/// <summary>
/// The school resource officers of the caller's own agency: certification, training of the year and service at schools, with the agreements
/// and procedures that it rests on (12.04(1)(c)2-4).
/// </summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.schools.listed", DataClass.Personal, Fields = ["identity", "certificates", "training", "employment"], Lists = true)]
internal sealed record ListOwnSchoolsQuery : IQuery<OwnSchools>;

/// <param name="Agency">The caller's own agency.</param>
/// <param name="MayKeep">Whether the caller is its head or a liaison.</param>
/// <param name="Officers">By name.</param>
/// <param name="Papers">By school body.</param>
/// <param name="YearEndsOn">Last day of the present training year; null where no rule is in force.</param>
/// <param name="MemberIds">All ids under which facts about the officers stand.</param>
public sealed record OwnSchools(
    string Agency, bool MayKeep, IReadOnlyList<SchoolOfficer> Officers, IReadOnlyList<SchoolPaperRow> Papers, DateOnly? YearEndsOn, IReadOnlyList<Guid> MemberIds)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => Officers.Count;
}

internal sealed class ListOwnSchoolsHandler(ActingMembers acting, SchoolRegister register, TimeProvider clock)
    : IRequestHandler<ListOwnSchoolsQuery, Result<OwnSchools>>
{
    public async Task<Result<OwnSchools>> Handle(ListOwnSchoolsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var all = await register.OfAgencyAsync((acts.Value.AgencyId, acts.Value.Agency), clock.Today(), ct);
        return new OwnSchools(
            acts.Value.Agency, acts.Value.Capacity <= MemberCapacity.Liaison, all.Officers, all.Papers, all.Year?.Last, all.MemberIds);
    }
}
