using Post.Kernel.Deadlines;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Personal;

/// <summary>Until when an officer is to verify an address, where the Commission set a number of days; the text gives none (12.07(1)(b)1).</summary>
internal sealed class AddressClock(DeadlineCounting counting)
{
    public const string Rule = "address-verified";

    private readonly Dictionary<DateOnly, DateOnly?> _known = [];

    /// <summary>Null where it is verified or not in use, or no number was set. The days run from the day on which it came on record.</summary>
    public async Task<DateOnly?> DueAsync(ContactPoint point, CancellationToken ct)
    {
        if (!IsOpen(point)) return null;
        var from = CivilClock.LegalDate(point.RecordedAt);
        if (_known.TryGetValue(from, out var due)) return due;
        var counted = await counting.CountAsync(Rule, DeadlineFacts.From(DeadlineTrigger.On("The address came on record", from)), ct);
        return _known[from] = counted?.Counted.Due;
    }

    /// <summary>An electronic mail address in use that nobody verified: to the others no code can be sent.</summary>
    public static bool IsOpen(ContactPoint point) =>
        point is { Kind: ContactKind.Email, State: ContactState.Active, VerifiedOn: null } && point.Origin is not AddressOrigin.Found;
}
