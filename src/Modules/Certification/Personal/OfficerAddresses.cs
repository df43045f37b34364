using Post.Certification.Members;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;

namespace Post.Certification.Personal;

/// <summary>An address at which the Commission reaches an officer, as the officer may see it.</summary>
/// <param name="Id">The address.</param>
/// <param name="Kind">By which way.</param>
/// <param name="Value">The address itself.</param>
/// <param name="Own">Whether the officer gave it; else somebody else did, such as an agency.</param>
/// <param name="Since">The day on which it was furnished.</param>
/// <param name="Verified">Whether somebody made sure that it reaches the officer.</param>
/// <param name="Bounced">Mail came back from it: nothing goes there any more (12.07(1)(c)).</param>
public sealed record OfficerAddress(Guid Id, string Kind, string Value, bool Own, DateOnly Since, bool Verified, bool Bounced)
{
    /// <summary>Mail came back from it, and none was given in its place since.</summary>
    public bool Missing { get; init; }
}

/// <summary>Where an officer is reached; what staff found by themselves is theirs and not told.</summary>
internal sealed class OfficerAddresses(ContactPoints points)
{
    public async Task<IReadOnlyList<OfficerAddress>> OfAsync(IEnumerable<Guid> members, CancellationToken ct)
    {
        var known = await points.OfManyAsync(AddresseeKind.Officer, [.. members], ContactPurposes.CommissionCorrespondence, ct);
        var missing = ReturnedMail.Of(known).Select(p => p.Id).ToHashSet();
        return
        [
            .. known.OrderBy(p => p.State).ThenBy(p => p.Kind).ThenByDescending(p => p.RecordedAt).Select(p => new OfficerAddress(
                p.Id, p.Kind.ToString(), p.Value, p.Origin is AddressOrigin.Addressee, p.FurnishedOn, p.VerifiedOn is not null, p.State is ContactState.Bounced)
            {
                Missing = missing.Contains(p.Id),
            }),
        ];
    }

    /// <summary>Those to which a notice goes today.</summary>
    public static IReadOnlyList<OfficerAddress> InUse(IEnumerable<OfficerAddress> addresses) => [.. addresses.Where(a => !a.Bounced)];
}
