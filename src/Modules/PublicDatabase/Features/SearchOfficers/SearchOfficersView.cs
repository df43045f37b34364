using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;

namespace Post.PublicDatabase.Features.SearchOfficers;

/// <summary>A page of hits as it is read: words, addresses and counts, decided before any markup.</summary>
public sealed record SearchOfficersView(
    string Asked,
    bool HasFilter,
    string Heading,
    string Order,
    DateOnly? DataThrough,
    IReadOnlyList<string> Notes,
    IReadOnlyList<HitRow> Hits,
    OfficerFilters Filters,
    string? Next,
    string Csv,
    string Json,
    string WithoutFilters)
{
    internal static SearchOfficersView Of(OfficerQuestion question, SearchOfficersResult result)
    {
        var (snapshot, found) = (result.Snapshot, result.Found);
        return new(
            question.Text,
            question.HasFilter,
            HeadingOf(question, found),
            Words.Get(question.Text.Length > 0 ? "search.order.match" : "search.order.name"),
            snapshot.State.DataThrough,
            NotesOf(question, found),
            [.. found.Hits.Select(h => HitRow.Of(h, snapshot.StatusLabels))],
            OfficerFilters.Of(question, snapshot, found.Facets, result.Today),
            found.Next is { } next ? question.Address("/officers", next) : null,
            question.Address("/officers.csv"),
            question.Address("/api/v1/officers"),
            (question with { Agency = "", Statuses = [], County = "" }).Address("/officers"));
    }

    private static string HeadingOf(OfficerQuestion question, SearchResult found)
    {
        var kind = (question.Text.Length > 0, question.HasFilter) switch
        {
            (true, _) => "search.heading.match",
            (false, true) => "search.heading.filter",
            _ => "search.heading.all",
        };
        if (found.Total.Count == 0) return Words.Format($"{kind}.empty", question.Text);
        return found.Total.MoreThan
            ? Words.Format($"{kind}.more", found.Total.Count.ToString("N0", Words.Language), question.Text)
            : Words.Count(kind, found.Total.Count, question.Text);
    }

    private static List<string> NotesOf(OfficerQuestion question, SearchResult found)
    {
        var notes = new List<string>();
        if (question.TextWasCut) notes.Add(Words.Format("search.note.text-cut", SearchText.MaxLength));
        if (found.Notes.HasFlag(SearchNotes.WordsCut)) notes.Add(Words.Format("search.note.words-cut", SearchText.MaxWords));
        if (found.Notes.HasFlag(SearchNotes.NothingToSearchFor)) notes.Add(Words.Get("search.note.no-letters"));
        if (found.Notes.HasFlag(SearchNotes.AfterIgnored)) notes.Add(Words.Get("search.note.after"));
        if (found.Notes.HasFlag(SearchNotes.Widened) && found.Hits.Any(IsNear)) notes.Add(Words.Get("search.note.widened"));
        return notes;
    }

    // A wider search that found nothing more needs no word of it.
    private static bool IsNear(SearchHit hit) =>
        hit.Reason.Kind is MatchKind.SpelledNear or MatchKind.SpelledFurther or MatchKind.SoundsLike or MatchKind.WithoutWord;
}

/// <summary>An officer in a list of hits.</summary>
public sealed record HitRow(
    string Key, string Name, string OfficerNumber, IReadOnlyList<string> Agencies, string StatusCode, string Status, string Reason)
{
    internal static HitRow Of(SearchHit hit, IReadOnlyDictionary<string, string> statusLabels) => new(
        hit.Officer.Key,
        OfficerWords.Listed(hit.Officer.FirstName, hit.Officer.Surname, hit.Officer.Suffix),
        hit.Officer.OfficerNumber,
        [.. hit.Officer.AgencyNames],
        hit.Officer.StatusCode,
        statusLabels[hit.Officer.StatusCode],
        MatchWords.Of(hit.Reason));
}
