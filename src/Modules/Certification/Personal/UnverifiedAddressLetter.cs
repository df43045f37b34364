using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Personal;

/// <summary>Reminds an officer of addresses that nobody verified; a notice like others, to every address that is furnished (12.07(1)(b)1).</summary>
internal sealed class UnverifiedAddressLetter(CertificationDb db, INotices notices)
{
    public const string Kind = "address-unverified";

    public async Task<Result<Guid>> IssueAsync(Guid person, IReadOnlyList<ContactPoint> unverified, CancellationToken ct)
    {
        var name = await db.Names.AsNoTracking().Present().Where(n => n.PersonId == person).Select(n => n.FirstName + " " + n.Surname).FirstOrDefaultAsync(ct);
        if (name is null) return new NotFound("This officer");
        return await notices.IssueAsync(
            new NoticeRequest(
                Kind, new Addressee(AddresseeKind.Officer, person, name), $"address-unverified:{unverified[0].Id}", "Addresses that are not verified", new Dictionary<string, string>
                {
                    ["addressee"] = name,
                    ["addresses"] = string.Join('\n', unverified.Select(p => $"- {p.Value}")),
                }, []), ct);
    }
}
