using Post.Certification.Contracts;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Personal;

/// <summary>A code that does not fit, with how many tries are left.</summary>
internal sealed record CodeDoesNotFit(int TriesLeft) : Refusal(TriesLeft == 0
    ? "That code does not fit, and it was tried too often. Ask for a new one."
    : $"That code does not fit. {TriesLeft} {(TriesLeft == 1 ? "try is" : "tries are")} left. Of several codes the last one counts.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Finds an address of the caller's own; one that is another's, and one that staff found by themselves, is not there.</summary>
internal sealed class OwnAddress(OwnPerson own, ContactPoints points)
{
    public async Task<Result<(OfficerMembers Person, ContactPoint Point)>> FindAsync(Guid address, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        return await points.FindAsync(address, ct) is { OwnerKind: AddresseeKind.Officer } point && person.Value.MemberIds.Contains(point.OwnerId)
            && point.IsFurnishedFor(ContactPurposes.CommissionCorrespondence)
            ? (person.Value, point)
            : new NotFound("This address");
    }
}
