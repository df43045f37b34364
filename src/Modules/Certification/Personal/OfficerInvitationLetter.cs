using System.Globalization;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>
/// Sends an officer the address at which the own portal opens, to every address on record: who was not asked by them learns of it there.
/// The code that goes with it is never in it.
/// </summary>
internal sealed class OfficerInvitationLetter(ContactPoints points, INotices notices, CurrentCaller caller, TimeProvider clock)
{
    public const string Kind = "officer-invitation";

    public async Task<Refusal?> SendAsync(OfficerToInvite officer, string furnishedBy, PortalInvitation invitation, CancellationToken ct)
    {
        await FurnishAsync(officer, furnishedBy, ct);
        if (invitation is not { Link: { } link, LastDay: { } last }) return null;
        var to = new Addressee(AddresseeKind.Officer, officer.Person.PersonId, officer.Name);
        var issued = await notices.IssueAsync(new NoticeRequest(Kind, to, $"invitation:{link}", "Invitation to the own portal", new Dictionary<string, string>
        {
            ["addressee"] = officer.Name,
            ["link"] = link,
            ["last_day"] = last.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US")),
            ["contact"] = caller.Value.Name,
        }, []), ct);
        return issued.Refusal;
    }

    private async Task FurnishAsync(OfficerToInvite officer, string furnishedBy, CancellationToken ct)
    {
        var known = await points.OfAsync(AddresseeKind.Officer, officer.Person.PersonId, ct);
        if (known.Any(p => p.State is ContactState.Active && p.Value == officer.Email && p.IsFurnishedFor(ContactPurposes.CommissionCorrespondence))) return;
        var now = clock.GetUtcNow();
        await points.AddAsync(new ContactPoint(
            Guid.CreateVersion7(now), AddresseeKind.Officer, officer.Person.PersonId, ContactKind.Email, officer.Email, [ContactPurposes.CommissionCorrespondence],
            AddressOrigin.OnBehalfOfAddressee, furnishedBy, clock.Today(), ContactState.Active, caller.Value.Name, now, null, null), ct);
    }
}
