using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

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

    /// <summary>Nobody verified it, and a code can be sent to it.</summary>
    public bool CanBeVerified { get; init; }

    /// <summary>The day on which it came on record, from which the days for verifying it run.</summary>
    public DateOnly OnRecordSince { get; init; }

    /// <summary>The last day for verifying it; null where the Commission set none.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>When the officer was reminded of it.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>It is in use for somebody else too; for whom is told to nobody here.</summary>
    public bool Shared { get; init; }
}

/// <summary>Where an officer is reached; what staff found by themselves is theirs and not told.</summary>
internal sealed class OfficerAddresses(CertificationDb db, ContactPoints points, AddressClock clock)
{
    public async Task<IReadOnlyList<OfficerAddress>> OfAsync(IReadOnlyList<Guid> members, CancellationToken ct)
    {
        var known = await points.OfManyAsync(AddresseeKind.Officer, members, ContactPurposes.CommissionCorrespondence, ct);
        if (known.Count == 0) return [];
        var missing = ReturnedMail.Of(known).Select(p => p.Id).ToHashSet();
        var shared = await points.SharedAsync([.. known.Where(p => p is { Kind: ContactKind.Email, State: ContactState.Active }).Select(p => p.Value)], members, ct);
        var reminded = await db.AddressReminders.AsNoTracking().Where(r => members.Contains(r.PersonId)).ToDictionaryAsync(r => r.ContactPointId, r => r.RemindedAt, ct);
        var addresses = new List<OfficerAddress>();
        foreach (var point in known.OrderBy(p => p.State).ThenBy(p => p.Kind).ThenByDescending(p => p.RecordedAt))
        {
            addresses.Add(new OfficerAddress(
                point.Id, point.Kind.ToString(), point.Value, point.Origin is AddressOrigin.Addressee, point.FurnishedOn, point.VerifiedOn is not null,
                point.State is ContactState.Bounced)
            {
                Missing = missing.Contains(point.Id),
                CanBeVerified = AddressClock.IsOpen(point),
                OnRecordSince = CivilClock.LegalDate(point.RecordedAt),
                DueOn = await clock.DueAsync(point, ct),
                RemindedAt = reminded.TryGetValue(point.Id, out var at) ? at : null,
                Shared = point is { Kind: ContactKind.Email, State: ContactState.Active } && shared.Contains(point.Value),
            });
        }

        return addresses;
    }

    /// <summary>Those to which a notice goes today.</summary>
    public static IReadOnlyList<OfficerAddress> InUse(IEnumerable<OfficerAddress> addresses) => [.. addresses.Where(a => !a.Bounced)];
}
