using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Members;

/// <summary>Who acts and acted for an agency, and what of the exchange no liaison covers.</summary>
/// <param name="AgencyId">The agency.</param>
/// <param name="Agency">Its name.</param>
/// <param name="Present">Whoever acts for it today or is to.</param>
/// <param name="Past">Whoever did.</param>
/// <param name="Areas">All areas of exchange.</param>
public sealed record AgencyMembersView(
    Guid AgencyId, string Agency, IReadOnlyList<AppointmentRow> Present, IReadOnlyList<AppointmentRow> Past, IReadOnlyList<AreaRow> Areas) : ICountsRows
{
    public int RowCount => Present.Count + Past.Count;

    public bool HasHead => Present.Any(a => a is { Capacity: MemberCapacity.Head, HoldsToday: true });

    /// <summary>Areas for which nobody is liaison today (12.06(1)); all of them where there is no liaison.</summary>
    public IReadOnlyList<AreaRow> Uncovered =>
        [.. Areas.Where(a => !Present.Any(p => p is { Capacity: MemberCapacity.Liaison, HoldsToday: true } && p.Areas.Contains(a.Code)))];

    /// <summary>The day after the last liaison's last day, where there was one and there is none.</summary>
    public DateOnly? WithoutLiaisonSince => Present.Any(p => p is { Capacity: MemberCapacity.Liaison, HoldsToday: true })
        ? null
        : Past.Where(p => p.Capacity is MemberCapacity.Liaison).Max(p => p.EndsOn)?.AddDays(1);
}

public sealed record AppointmentRow(
    Guid Id, string Name, string? Title, string? Email, string Kind, string? OfficerNumber, MemberCapacity Capacity, IReadOnlyList<string> Areas,
    DateOnly BeginsOn, DateOnly? EndsOn, string Instrument, DateTimeOffset ToldAt, string ToldBy, string? EndedBecause)
{
    public bool HoldsToday { get; init; }
}

public sealed record AreaRow(string Code, string Label);

/// <summary>Reads who acts for an agency.</summary>
internal sealed class MembersReader(CertificationDb db, TimeProvider clock)
{
    public async Task<Result<AgencyMembersView>> ReadAsync(Guid agency, CancellationToken ct)
    {
        var name = await db.LawEnforcementAgencyNames.AsNoTracking().Present().Where(n => n.AgencyId == agency).Select(n => n.Name).FirstOrDefaultAsync(ct);
        if (name is null) return new NotFound("This agency");
        var today = clock.Today();
        var rows = await (
            from appointment in db.Appointments.AsNoTracking()
            join member in db.Members on appointment.MemberId equals member.Id
            where member.AgencyId == agency
            orderby appointment.Capacity, member.Name, appointment.BeginsOn, appointment.Id
            select new AppointmentRow(
                appointment.Id, member.Name, member.Title, member.Email, member.Kind.ToString(),
                db.People.Where(p => p.Id == member.PersonId).Select(p => p.OfficerNumber).FirstOrDefault(),
                appointment.Capacity, appointment.Areas, appointment.BeginsOn, appointment.EndsOn, appointment.Instrument,
                appointment.RecordedAt, appointment.RecordedByName, appointment.EndedBecause)
            {
                HoldsToday = appointment.BeginsOn <= today && (appointment.EndsOn == null || appointment.EndsOn >= today),
            }).ToListAsync(ct);
        var areas = await db.LiaisonAreas.AsNoTracking().OrderBy(a => a.Place).Select(a => new AreaRow(a.Code, a.Label)).ToListAsync(ct);
        rows.Sort((a, b) => (a.Capacity, a.Name, a.BeginsOn).CompareTo((b.Capacity, b.Name, b.BeginsOn)));
        return new AgencyMembersView(
            agency, name, [.. rows.Where(r => !(r.EndsOn < today))], [.. rows.Where(r => r.EndsOn < today)], areas);
    }
}
