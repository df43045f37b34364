using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Members;

/// <summary>For which agency the caller acts in this request, and as what.</summary>
internal sealed record ActingMember(Guid AgencyId, string Agency, MemberCapacity Capacity);

/// <summary>
/// Says for which agency the caller acts: the one that was chosen, if the record lets the account act for it today. No request of
/// the portal names an agency, so none can name another's.
/// </summary>
internal sealed class ActingMembers(IAgencyMembers members, CertificationDb db, CurrentCaller caller)
{
    /// <summary>The same for a change: whoever else changes something of the agency waits until this is done.</summary>
    public async Task<Result<ActingMember>> HoldAsync(MemberCapacity lowest, CancellationToken ct)
    {
        var acts = await CurrentAsync(ct, lowest);
        if (!acts.Refused) await db.HoldAgencyAsync(acts.Value.AgencyId, ct);
        return acts;
    }

    public async Task<Result<ActingMember>> CurrentAsync(CancellationToken ct, MemberCapacity lowest = MemberCapacity.Clerk)
    {
        if (caller.Value.Id is not { } account || !Guid.TryParse(caller.Value.Organisation, out var chosen)) return new NoAgencyChosen();
        if ((await members.OfAccountAsync(account, ct)).FirstOrDefault(a => a.AgencyId == chosen) is not { } acts) return new NotActingForAgency();
        return acts.Capacity > lowest ? new SignatoryNotAuthorised(acts.Capacity) : new ActingMember(acts.AgencyId, acts.Agency, acts.Capacity);
    }
}

/// <summary>Reads who acts for agencies, for the host and for the portal.</summary>
internal sealed class AgencyMembers(CertificationDb db, CurrentCaller caller, TimeProvider clock) : IAgencyMembers
{
    public async Task<IReadOnlyList<ActsFor>> OfAccountAsync(Guid account, CancellationToken ct)
    {
        var today = clock.Today();
        var held = await (
            from member in db.Members.AsNoTracking()
            join appointment in db.Appointments on member.Id equals appointment.MemberId
            join name in db.LawEnforcementAgencyNames.Present() on member.AgencyId equals name.AgencyId
            where member.AccountId == account && appointment.BeginsOn <= today && (appointment.EndsOn == null || appointment.EndsOn >= today)
            select new { member.AgencyId, name.Name, appointment.Capacity }).ToListAsync(ct);
        return
        [
            .. held.GroupBy(h => h.AgencyId).Select(g => g.MinBy(h => h.Capacity)!)
                .OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => new ActsFor(h.AgencyId, h.Name, h.Capacity)),
        ];
    }

    public async Task AppointForDemoAsync(IReadOnlyList<DemoMember> members, CancellationToken ct)
    {
        var accounts = members.Select(m => (Guid?)m.AccountId).ToList();
        if (await db.Members.AnyAsync(m => accounts.Contains(m.AccountId), ct)) return;
        var largest = await db.Employments.AsNoTracking().Open()
            .Where(e => db.LawEnforcementAgencies.Any(a => a.Id == e.AgencyId && a.MergedIntoId == null))
            .GroupBy(e => e.AgencyId)
            // One of the register before one that only a file spells; a state made of one file has none of the first.
            .OrderBy(g => db.LawEnforcementAgencies.Any(a => a.Id == g.Key && a.Provisional)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key)
            .Select(g => (Guid?)g.Key).FirstOrDefaultAsync(ct);
        if (largest is not { } agency) return;
        var areas = await db.LiaisonAreas.AsNoTracking().OrderBy(a => a.Place).Select(a => a.Code).ToArrayAsync(ct);
        foreach (var member in members) Add(agency, member, areas);
        await db.SaveChangesAsync(ct);
    }

    private void Add(Guid agency, DemoMember demo, string[] areas)
    {
        var now = clock.GetUtcNow();
        var member = new Domain.AgencyMember
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = agency,
            Kind = Domain.MemberKind.Employee,
            Name = demo.Name,
            AccountId = demo.AccountId,
            RecordedAt = now,
            RecordedByName = caller.Value.Name,
        };
        db.Members.Add(member);
        db.Appointments.Add(new Domain.AgencyAppointment
        {
            Id = Guid.CreateVersion7(now),
            MemberId = member.Id,
            Capacity = demo.Capacity,
            Areas = demo.Capacity is MemberCapacity.Liaison ? areas : [],
            BeginsOn = clock.Today(),
            Instrument = "Part of the demonstration",
            RecordedAt = now,
            RecordedByName = caller.Value.Name,
        });
    }
}
