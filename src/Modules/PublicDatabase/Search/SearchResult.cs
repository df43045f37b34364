namespace Post.PublicDatabase.Search;

/// <summary>One page of hits, best first, with counts that are exact up to <see cref="CountCap"/>.</summary>
internal sealed record SearchResult(
    IReadOnlyList<SearchHit> Hits, Tally Total, SearchFacets Facets, string? Next, SearchNotes Notes)
{
    public const int CountCap = 1_000;
}

/// <summary>An officer who matches, and why.</summary>
internal sealed record SearchHit(SearchableOfficer Officer, int Ordinal, MatchReason Reason);

/// <summary>The weakest link between the question and the officer: the word asked, and what it was taken for.</summary>
internal sealed record MatchReason(MatchKind Kind, string Asked = "", string Found = "")
{
    public static readonly MatchReason Listed = new(MatchKind.Exact);
}

/// <summary>How a word was found, best first; the order is the order of the hits.</summary>
internal enum MatchKind : byte
{
    Exact,
    FormerName,
    Nickname,
    AgencyWord,
    Beginning,
    AgencyBeginning,
    SpelledNear,
    SpelledFurther,
    SoundsLike,

    /// <summary>One word of the question was left out, because nobody matches all of them.</summary>
    WithoutWord,

    None = byte.MaxValue,
}

/// <summary>A count that stops being exact above the cap, where it reads "more than 1,000".</summary>
internal readonly record struct Tally(int Count, bool MoreThan)
{
    public static Tally Of(int count) =>
        count > SearchResult.CountCap ? new(SearchResult.CountCap, true) : new(count, false);
}

/// <summary>How many hits each choice of a filter would leave, the other filters applied.</summary>
internal sealed record SearchFacets(
    IReadOnlyList<FacetValue> Statuses, IReadOnlyList<FacetValue> Agencies, IReadOnlyList<FacetValue> Counties)
{
    /// <summary>Only the agencies with most hits are offered as choices.</summary>
    public const int AgencyChoices = 20;
}

/// <summary>One choice of a filter.</summary>
internal readonly record struct FacetValue(string Key, string Label, Tally Tally);

/// <summary>What the reader must be told about how the question was understood.</summary>
[Flags]
internal enum SearchNotes
{
    None = 0,

    /// <summary>The text was longer than <see cref="SearchText.MaxLength"/>; the rest was not used.</summary>
    TextCut = 1,

    /// <summary>More than <see cref="SearchText.MaxWords"/> words; the rest were not used.</summary>
    WordsCut = 2,

    /// <summary>The text holds no letter and no digit, so nobody can match it.</summary>
    NothingToSearchFor = 4,

    /// <summary>The page token belongs to another question or is none; the first page is shown.</summary>
    AfterIgnored = 8,

    /// <summary>Too few matched as written, so near spellings or sounds were tried too.</summary>
    Widened = 16,
}
