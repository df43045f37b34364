using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Post.Certification.Domain;

namespace Post.Certification.Desk;

/// <summary>Reads which list an address shows, and writes it anew out of known parts: nothing else can be kept as a view.</summary>
internal static partial class ViewAddress
{
    public const int MaxLength = 400;

    private static readonly (ViewList List, Regex Path, string[] Asked)[] s_lists =
    [
        (ViewList.Applications, ApplicationsPath(), ["kind", "agency", "show", "closed"]),
        (ViewList.Conditions, ConditionsPath(), ["show"]),
        (ViewList.RoundOfficers, RoundOfficersPath(), ["state"]),
        (ViewList.Reports, ReportsPath(), ["settled", "late", "agency"]),
    ];

    /// <summary>The list and its address, the page of it left out; null where it is no list whose filter is kept.</summary>
    public static (ViewList List, string Address)? Read(string? address)
    {
        if (address is not { Length: <= MaxLength }) return null;
        var cut = address.Split('?', 2);
        foreach (var (list, path, asked) in s_lists)
        {
            if (!path.IsMatch(cut[0])) continue;
            var given = QueryHelpers.ParseQuery(cut.Length > 1 ? cut[1] : "");
            var kept = asked.Where(a => given.TryGetValue(a, out var value) && Word().IsMatch(value.ToString())).Select(a => $"{a}={given[a]}").ToList();
            return (list, kept.Count == 0 ? cut[0] : $"{cut[0]}?{string.Join('&', kept)}");
        }

        return null;
    }

    public static string PermissionOf(ViewList list) =>
        list is ViewList.Reports ? CertificationPermissions.ReadReports : CertificationPermissions.ReadApplications;

    public static string WordsOf(ViewList list) => list switch
    {
        ViewList.Applications => "Applications",
        ViewList.Conditions => "Conditions",
        ViewList.RoundOfficers => "Officers of a round",
        _ => "Reports of agencies",
    };

    [GeneratedRegex("^/staff/certification/applications$")]
    private static partial Regex ApplicationsPath();

    [GeneratedRegex("^/staff/certification/conditions$")]
    private static partial Regex ConditionsPath();

    [GeneratedRegex("^/staff/certification/rounds/[0-9a-f-]{36}/(officers|agencies/[0-9a-f-]{36})$")]
    private static partial Regex RoundOfficersPath();

    [GeneratedRegex("^/staff/certification/reports$")]
    private static partial Regex ReportsPath();

    // Codes, ids and yes: no free text, so that no name stands in a view.
    [GeneratedRegex("^[A-Za-z0-9-]{1,40}$")]
    private static partial Regex Word();
}
