namespace Post.PublicDatabase.Search;

/// <summary>The page asked for: where it begins, how long it is, and how the next one is named.</summary>
internal sealed record Page(OfficerIndex Index, uint Question, PagePlace From, int Limit, SearchNotes Notes)
{
    public const int MaxLimit = 100;

    public static Page Of(SearchRequest request, SearchText text, OfficerIndex index)
    {
        var question = PageToken.Question(text, request);
        var limit = Math.Clamp(request.Limit, 1, MaxLimit);
        if (string.IsNullOrWhiteSpace(request.After)) return new(index, question, default, limit, SearchNotes.None);
        if (PageToken.Read(request.After, question) is not { } last)
        {
            return new(index, question, default, limit, SearchNotes.AfterIgnored);
        }

        return new(index, question, new(last.Rank, index.CountUpTo(last.DisplayOrder)), limit, SearchNotes.None);
    }

    public string Next(int rank, int lastOfficer) =>
        PageToken.Write(Question, rank, OfficerIndex.DisplayOrder(Index.Officers[lastOfficer]));

    public SearchResult Empty(SearchNotes notes) =>
        new([], Tally.Of(0), new SearchFacets([], [], []), null, notes | Notes);
}
