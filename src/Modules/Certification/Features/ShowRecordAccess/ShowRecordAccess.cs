using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowRecordAccess;

/// <summary>Which restricted records the liaisons of the own agency may read; for its head (12.04(1)(b)1-2).</summary>
[Requires(CertificationPermissions.KeepOwnMembers)]
[Audited("own-agency.record-access.shown", DataClass.None)]
internal sealed record ShowRecordAccessQuery : IQuery<RecordAccessView>;

/// <param name="Agency">The own agency.</param>
/// <param name="Liaisons">Present ones, by name.</param>
public sealed record RecordAccessView(string Agency, IReadOnlyList<LiaisonAccess> Liaisons);

/// <summary>A liaison and the classes that the head lets them read.</summary>
public sealed record LiaisonAccess(Guid MemberId, string Name, IReadOnlyList<RecordClass> Classes, string? SetBy, DateTimeOffset? SetAt);

internal sealed class ShowRecordAccessHandler(CertificationDb db, ActingMembers acting, TimeProvider clock)
    : IRequestHandler<ShowRecordAccessQuery, Result<RecordAccessView>>
{
    public async Task<Result<RecordAccessView>> Handle(ShowRecordAccessQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Head);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        var liaisons = await db.Members.AsNoTracking()
            .Where(m => m.AgencyId == agency && db.Appointments.Any(a => a.MemberId == m.Id && a.Capacity == MemberCapacity.Liaison
                && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today)))
            .OrderBy(m => m.Name).ThenBy(m => m.Email)
            .Select(m => new { m.Id, m.Name, Access = db.RecordAccess.FirstOrDefault(a => a.MemberId == m.Id && a.SupersededAt == null) }).ToListAsync(ct);
        return new RecordAccessView(
            acts.Value.Agency,
            liaisons.ConvertAll(l => new LiaisonAccess(
                l.Id, l.Name, [.. (l.Access?.Classes ?? []).Select(Enum.Parse<RecordClass>).Order()], l.Access?.RecordedByName, l.Access?.RecordedAt)));
    }
}
