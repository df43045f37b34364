using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;

namespace Post.Certification.Members;

/// <summary>
/// The notices of an agency: those to the agency itself and to whoever acts or acted for it, so that a new liaison finds all that the
/// old one got (12.06(2)(d)). An invitation is a key to an account and is shown to nobody.
/// </summary>
internal sealed class OwnNotices(CertificationDb db, ReceivedNotices received)
{
    /// <summary>Kinds that carry the key to an account, and that no list shows.</summary>
    public static readonly string[] Keys = [InvitationLetter.Kind, AddressChallenges.Kind];

    public async Task<IReadOnlyList<ReceivedNotice>> ListAsync(Guid agency, ReceivedPart part, Guid? before, int limit, CancellationToken ct) =>
        await received.ListAsync(await AddresseesAsync(agency, ct), Keys, part, before, limit, ct);

    public async Task<IReadOnlyList<WaitingNotice>> WaitingAsync(Guid agency, CancellationToken ct) =>
        await received.WaitingAsync(await AddresseesAsync(agency, ct), Keys, ct);

    public async Task<ReceivedNotice?> FindAsync(Guid agency, Guid id, CancellationToken ct) =>
        await received.FindAsync(id, await AddresseesAsync(agency, ct), Keys, ct);

    public async Task<int> UnseenAsync(Guid agency, CancellationToken ct) =>
        (int)await received.UnseenAsync(await AddresseesAsync(agency, ct), Keys, ct);

    private async Task<Guid[]> AddresseesAsync(Guid agency, CancellationToken ct) =>
        [agency, .. await db.Members.AsNoTracking().Where(m => m.AgencyId == agency).Select(m => m.Id).ToListAsync(ct)];
}
