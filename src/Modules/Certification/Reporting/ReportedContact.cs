using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Reporting;

/// <summary>
/// An address that the agency furnished for its officer: notices go there and to the earlier one, until somebody verifies it
/// (12.05(1)(i)(a), 12.11).
/// </summary>
internal sealed class ReportedContact(ContactPoints points, CurrentCaller caller, ChangeContext change, TimeProvider clock)
{
    public async Task FurnishAsync(AgencyReport report, string agency, Guid person, CancellationToken ct)
    {
        var kind = Enum.Parse<ContactKind>(report.Channel!);
        var value = ValueOf(kind, report.Contact!);
        var known = await points.OfAsync(AddresseeKind.Officer, person, ct);
        if (known.Any(p => p.State is ContactState.Active && p.Kind == kind && p.Value == value && p.IsFurnishedFor(ContactPurposes.CommissionCorrespondence))) return;
        var now = clock.GetUtcNow();
        await points.AddAsync(new ContactPoint(
            Guid.CreateVersion7(now), AddresseeKind.Officer, person, kind, value, [ContactPurposes.CommissionCorrespondence],
            AddressOrigin.OnBehalfOfAddressee, Furnisher(agency, report), CivilClock.LegalDate(report.SubmittedAt!.Value), ContactState.Active,
            caller.Value.Name, now, null, null), ct);
        change.Changed($"{kind} address of officer {person}", null, value);
    }

    private static string ValueOf(ContactKind kind, string given) => kind is ContactKind.Postal
        ? given.ReplaceLineEndings("\n").Trim()
        : EmailAddress.TryParse(given, out var email) ? email.Value : throw new InvalidOperationException("An address that was checked at the submission does not read as one.");

    private static string Furnisher(string agency, AgencyReport report)
    {
        var tail = $", report {report.Reference}";
        return agency[..Math.Min(agency.Length, ContactPoint.NameMaxLength - tail.Length)] + tail;
    }
}
