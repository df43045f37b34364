using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Site;

/// <summary>The question of an address, <c>?q=&amp;agency=&amp;status=&amp;county=&amp;after=</c>: the same for page, CSV and API.</summary>
internal sealed record OfficerQuestion(
    string Text, string Agency, IReadOnlyList<string> Statuses, string County, string After, bool TextWasCut)
{
    public const int PageSize = 20;

    // More choices than statuses exist are no question of a person.
    private const int MostStatuses = 32;
    private const int LongestChoice = 200;
    private const string NoSuchChoice = "?";

    public bool HasFilter => Agency.Length > 0 || Statuses.Count > 0 || County.Length > 0;

    public static OfficerQuestion Read(IQueryCollection query)
    {
        var text = Readable(query["q"]);
        var cut = text.Length > SearchText.MaxLength;
        return new(
            cut ? text[..SearchText.MaxLength] : text,
            Choice(query["agency"]),
            [.. query["status"].Select(Choice).Where(s => s.Length > 0).Distinct().Take(MostStatuses)],
            Choice(query["county"]),
            query["after"].ToString(),
            cut);
    }

    /// <summary>A status may be given by its label and an agency by its name; both are what people copy.</summary>
    public SearchRequest ToRequest(PublishedSnapshot snapshot, int limit) => new(
        Text, AgencyKeyIn(snapshot), [.. Statuses.Select(s => StatusIn(snapshot, s))], County, After, limit);

    public string? AgencyKeyIn(PublishedSnapshot snapshot)
    {
        if (Agency.Length == 0) return null;
        if (snapshot.FindAgency(Agency) is not null) return Agency;
        return snapshot.Agencies.FirstOrDefault(a => string.Equals(a.Name, Agency, StringComparison.OrdinalIgnoreCase))?.Key ?? Agency;
    }

    /// <summary>The same question under another path, from its first page or from a later one.</summary>
    public string Address(string path, string? after = null, int? limit = null)
    {
        var address = new StringBuilder(path);
        Add(address, "q", Text);
        Add(address, "agency", Agency);
        foreach (var status in Statuses) Add(address, "status", status);
        Add(address, "county", County);
        Add(address, "limit", limit is null ? "" : FormattableString.Invariant($"{limit}"));
        Add(address, "after", after ?? "");
        return address.ToString();

        void Add(StringBuilder to, string name, string value)
        {
            if (value.Length == 0) return;
            to.Append(to.Length == path.Length ? '?' : '&').Append(name).Append('=').Append(UrlEncoder.Default.Encode(value));
        }
    }

    public static string StatusIn(PublishedSnapshot snapshot, string asked)
    {
        if (snapshot.StatusLabels.ContainsKey(asked)) return asked;
        return snapshot.StatusLabels.FirstOrDefault(s => string.Equals(s.Value, asked, StringComparison.OrdinalIgnoreCase)).Key ?? asked;
    }

    // A choice that no list of ours offers stays a choice: it must let nobody through, rather than everybody.
    private static string Choice(string? value) => Readable(value) is { Length: <= LongestChoice } choice ? choice : NoSuchChoice;

    // Control characters, NUL among them, have no place in an answer that repeats the question.
    private static string Readable(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        return (value.Any(char.IsControl) ? string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c)) : value).Trim();
    }
}
