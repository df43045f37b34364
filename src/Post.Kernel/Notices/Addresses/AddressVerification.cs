using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.Addresses;

/// <summary>
/// Marks an address as one that reaches its addressee, whoever made sure of it. Only now the address that it follows goes out of use: until
/// then notices went to both (12.05(1)(i)(a)).
/// </summary>
public sealed class AddressVerification(ContactPoints points, ChangeContext change, TimeProvider clock)
{
    /// <summary>Null when it is done; a refusal when it was verified before or is not in use any more.</summary>
    public async Task<Refusal?> VerifyAsync(ContactPoint point, string by, string how, CancellationToken ct)
    {
        if (!await points.VerifyAsync(point.Id, clock.Today(), by, how, ct)) return new AddressSettled();
        var owner = $"{point.Kind} address of {NoticeWords.Of(point.OwnerKind)} {point.OwnerId}";
        change.Changed(owner, "not verified", "verified");
        if (point.OwnerKind is AddresseeKind.Officer) change.About(point.OwnerId);
        foreach (var earlier in (await points.OfAsync(point.OwnerKind, point.OwnerId, ct)).Where(point.Follows))
        {
            await points.EndAsync(earlier.Id, ContactState.Retired, by, clock.GetUtcNow(), "Followed by an address that was verified", ct);
            change.Changed(owner, earlier.Value, null);
        }

        return null;
    }
}
