using Post.Kernel.Notices.Addresses;
using Post.Kernel.Time;

namespace Post.Certification.Members;

/// <summary>Mail that came back, until an address of the same way is furnished after it; the officer and the agency are both told (12.07(1)(c)).</summary>
internal static class ReturnedMail
{
    /// <summary>Addresses from which mail came back and in whose place none was furnished.</summary>
    public static IEnumerable<ContactPoint> Of(IEnumerable<ContactPoint> addresses)
    {
        var all = addresses.ToList();
        return all.Where(b => b is { State: ContactState.Bounced, EndedAt: not null }
            && !all.Exists(a => a.State is ContactState.Active && a.Kind == b.Kind && a.RecordedAt > b.EndedAt));
    }

    /// <summary>The latest day on which it came back; null where it did not, or another address was furnished since.</summary>
    public static DateOnly? Since(IEnumerable<ContactPoint> addresses)
    {
        var days = Of(addresses).Select(b => CivilClock.LegalDate(b.EndedAt!.Value)).ToList();
        return days.Count == 0 ? null : days.Max();
    }
}
