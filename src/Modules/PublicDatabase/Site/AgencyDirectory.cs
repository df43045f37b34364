using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Site;

/// <summary>Agencies of one publication by name, found by the beginnings of any of their words.</summary>
internal sealed class AgencyDirectory
{
    private static readonly ConditionalWeakTable<PublishedSnapshot, AgencyDirectory> s_directories = [];

    private readonly (PublishedAgency Agency, string Order, List<string> Words)[] _agencies;

    private AgencyDirectory(PublishedSnapshot snapshot) => _agencies =
    [
        .. snapshot.Agencies
            .Select(a => (a, OrderOf(a), FoldedText.Words(string.Join(' ', [a.Name, a.County, .. a.OtherSpellings]))))
            .OrderBy(a => a.Item2, StringComparer.Ordinal),
    ];

    public static AgencyDirectory Of(PublishedSnapshot snapshot) =>
        s_directories.GetValue(snapshot, static s => new AgencyDirectory(s));

    /// <summary>Null where <paramref name="after"/> is no place in this list.</summary>
    public AgencyPage? Find(string text, string after, int limit)
    {
        if (after.Length > 0 && !Base64Url.IsValid(after)) return null;

        var asked = FoldedText.Words(text.Length > SearchText.MaxLength ? text[..SearchText.MaxLength] : text)
            .Take(SearchText.MaxWords).ToArray();
        var from = after.Length == 0 ? null : Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after));
        var found = _agencies
            .Where(a => Array.TrueForAll(asked, w => a.Words.Exists(own => own.StartsWith(w, StringComparison.Ordinal))))
            .ToList();
        var page = found.Where(a => from is null || string.CompareOrdinal(a.Order, from) > 0).Take(limit + 1).ToList();
        var next = page.Count > limit ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(page[limit - 1].Order)) : null;
        return new([.. page.Take(limit).Select(a => a.Agency)], found.Count, next);
    }

    private static string OrderOf(PublishedAgency agency) => $"{FoldedText.Ordering(agency.Name)}\u0001{agency.Key}";
}

/// <summary>Agencies of one page and how many match in all.</summary>
internal sealed record AgencyPage(IReadOnlyList<PublishedAgency> Agencies, int Total, string? Next);
