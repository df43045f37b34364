using Microsoft.AspNetCore.WebUtilities;

namespace Post.Kernel.Ui;

/// <summary>Where a page leads back to: ours on the staff side, never another site's.</summary>
public static class ReturnPath
{
    public const string Name = "returnUrl";

    private const string Staff = "/staff";
    private const string Portal = "/agency";
    private const string Personal = "/me";

    public static bool IsStaff(string? url) => IsUnder(url, Staff);

    /// <summary>A page of an agency's portal.</summary>
    public static bool IsPortal(string? url) => IsUnder(url, Portal);

    /// <summary>A page of a person's own portal.</summary>
    public static bool IsPersonal(string? url) => IsUnder(url, Personal);

    private static bool IsUnder(string? url, string side) =>
        url?.StartsWith(side, StringComparison.Ordinal) is true && (url.Length == side.Length || url[side.Length] is '/' or '?');

    /// <summary>A page of the staff side, or the wish if it is one.</summary>
    public static string Or(string? wish, string page) => IsStaff(wish) ? wish! : page;

    /// <summary>A link that tells its page where to lead back to: the page it stands on.</summary>
    public static string Append(string link, string standingOn) =>
        $"{link}{(link.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Name}={Uri.EscapeDataString(new Uri(standingOn).PathAndQuery)}";

    /// <summary>Where a page of the staff side was asked to lead back to; null where it was not.</summary>
    public static string? AskedOf(string page)
    {
        var query = page.Contains('?', StringComparison.Ordinal) ? page[page.IndexOf('?', StringComparison.Ordinal)..] : "";
        var asked = QueryHelpers.ParseQuery(query);
        return asked.TryGetValue(Name, out var given) && IsStaff(given) ? given.ToString() : null;
    }
}
