using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Members;

/// <summary>
/// Sends a member the address at which an account opens, and keeps the member's address as one furnished on the member's behalf.
/// The code that goes with it is never in it.
/// </summary>
internal sealed class InvitationLetter(CertificationDb db, ContactPoints points, INotices notices, CurrentCaller caller, TimeProvider clock)
{
    public const string Kind = "portal-invitation";

    public async Task<Refusal?> SendAsync(AgencyMember member, MemberCapacity capacity, PortalInvitation invitation, CancellationToken ct)
    {
        await FurnishAsync(member, ct);
        if (invitation is not { Link: { } link, LastDay: { } last }) return null;
        var agency = await db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => n.AgencyId == member.AgencyId).Select(n => n.Name).FirstAsync(ct);
        var to = new Addressee(AddresseeKind.OtherPerson, member.Id, member.Name);
        var issued = await notices.IssueAsync(new NoticeRequest(Kind, to, $"invitation:{link}", $"Invitation to act for {agency}", new Dictionary<string, string>
        {
            ["addressee"] = member.Name,
            ["agency"] = agency,
            ["capacity"] = CapacityWords.Of(capacity),
            ["link"] = link,
            ["last_day"] = last.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US")),
            ["contact"] = caller.Value.Name,
        }, []), ct);
        return issued.Refusal;
    }

    private async Task FurnishAsync(AgencyMember member, CancellationToken ct)
    {
        var known = await points.OfAsync(AddresseeKind.OtherPerson, member.Id, ct);
        if (known.Any(p => p.State is ContactState.Active && p.Value == member.Email)) return;
        var now = clock.GetUtcNow();
        await points.AddAsync(new ContactPoint(
            Guid.CreateVersion7(now), AddresseeKind.OtherPerson, member.Id, ContactKind.Email, member.Email!, [ContactPurposes.CommissionCorrespondence],
            AddressOrigin.OnBehalfOfAddressee, caller.Value.Name, clock.Today(), ContactState.Active, caller.Value.Name, now, null, null), ct);
    }
}

/// <summary>Members of agencies as addressees of notices; 12.11 speaks of agencies and officers alone.</summary>
internal sealed class AgencyMemberAddressees(CertificationDb db) : IAddressees
{
    private const int Most = 50;

    public AddresseeKind Kind => AddresseeKind.OtherPerson;

    public Task<Addressee?> FindAsync(Guid id, CancellationToken ct) => db.Members.AsNoTracking()
        .Where(m => m.Id == id).Select(m => new Addressee(AddresseeKind.OtherPerson, m.Id, m.Name)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<Addressee>> SearchAsync(string text, CancellationToken ct)
    {
        var like = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return await db.Members.AsNoTracking().Where(m => EF.Functions.ILike(m.Name, like)).OrderBy(m => m.Name).ThenBy(m => m.Id).Take(Most)
            .Select(m => new Addressee(AddresseeKind.OtherPerson, m.Id, m.Name)).ToListAsync(ct);
    }
}
