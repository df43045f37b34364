using System.Globalization;

namespace Post.Certification.Ui;

/// <summary>A point in time as part of an address, so that links lead to other pages as of the same one.</summary>
internal static class AgencyMoment
{
    public static string Query(DateOnly? on, DateOnly? known)
    {
        var parts = new[] { Part("on", on), Part("known", known) }.OfType<string>().ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static string? Part(string name, DateOnly? day) =>
        day is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name}={day:yyyy-MM-dd}");
}
