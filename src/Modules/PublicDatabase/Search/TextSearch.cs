namespace Post.PublicDatabase.Search;

/// <summary>Finds officers by words: as written first, then spelled nearly so, then alike in sound.</summary>
internal sealed class TextSearch(OfficerIndex index, SearchText text, OfficerFilter filter, Page page)
{
    /// <summary>Fewer matches than this and the search goes on to near spellings and sounds.</summary>
    public const int Enough = 10;

    private const int LongestJoin = 4;
    private const int MaxReadings = 6;

    public SearchResult Show()
    {
        // Decided before the filters, as a filter must narrow what is found and never widen how it is looked for.
        foreach (var reach in Enum.GetValues<Reach>())
        {
            using var hits = Collect(Readings(reach), out var readings);
            if (hits.Matches >= Enough) return Result(hits, readings, reach);
            if (reach != Reach.Sound) continue;
            if (hits.Matches > 0 || text.Words.Count < 3) return Result(hits, readings, reach);
        }

        using var most = Collect(WithOneWordLess(), out var lessReadings);
        return Result(most, lessReadings, Reach.Near);
    }

    private HitCollector Collect(IEnumerable<Reading> ways, out List<Reading> readings)
    {
        readings = [.. ways];
        var hits = new HitCollector(index, filter, page.From, page.Limit);
        using var candidates = readings[0].Candidates();
        foreach (var reading in readings.Skip(1))
        {
            using var others = reading.Candidates();
            candidates.UniteWith(others);
        }

        for (var officer = candidates.Next(0); officer >= 0; officer = candidates.Next(officer + 1))
        {
            var rank = Best(readings, officer).Rank;
            if (rank != Reading.NoRank) hits.Offer(officer, rank);
        }

        return hits;
    }

    private static (Reading Reading, int Rank) Best(List<Reading> readings, int officer)
    {
        var best = (Reading: readings[0], Rank: readings[0].Rank(officer));
        for (var i = 1; i < readings.Count; i++)
        {
            var rank = readings[i].Rank(officer);
            if (rank < best.Rank) best = (readings[i], rank);
        }

        return best;
    }

    private SearchResult Result(HitCollector found, List<Reading> readings, Reach reach)
    {
        var hits = new List<SearchHit>(page.Limit);
        var last = (Rank: 0, Officer: 0);
        foreach (var (rank, officer) in found.Page)
        {
            var reading = Best(readings, officer).Reading;
            hits.Add(new SearchHit(index.Officers[officer], officer, reading.Explain(officer)));
            last = (rank, officer);
        }

        var notes = text.Notes | page.Notes | (reach == Reach.AsWritten ? SearchNotes.None : SearchNotes.Widened);
        var next = found.HasMore ? page.Next(last.Rank, last.Officer) : null;
        return new(hits, found.Total(), found.Facets(), next, notes);
    }

    private IEnumerable<Reading> Readings(Reach reach)
    {
        var words = Asked(text.Words, reach);
        yield return new Reading(index, words, text.WordsBeforeComma);

        var readings = 1;
        for (var length = 2; length <= Math.Min(LongestJoin, words.Length); length++)
        {
            for (var at = 0; at + length <= words.Length && readings < MaxReadings; at++)
            {
                var joined = string.Concat(text.Words.Skip(at).Take(length));
                if (!index.Names.Lexicon.Has(joined) && !IsNumber(joined)) continue;
                readings++;
                AskedWord[] asked = [.. words[..at], new(joined, reach, index), .. words[(at + length)..]];
                yield return new Reading(index, asked, text.WordsBeforeComma > at ? 1 : 0);
            }
        }
    }

    private bool IsNumber(string joined) =>
        joined.Any(char.IsAsciiDigit) && index.Numbers.Range(joined) is var (low, high) && low < high;

    private IEnumerable<Reading> WithOneWordLess()
    {
        var words = Asked(text.Words, Reach.Near);
        for (var left = 0; left < words.Length; left++)
        {
            yield return new Reading(index, [.. words[..left], .. words[(left + 1)..]], text.WordsBeforeComma)
            {
                LeftOut = text.Words[left],
                LeftOutInside = left > 0 && left < words.Length - 1,
            };
        }
    }

    private AskedWord[] Asked(IReadOnlyList<string> words, Reach reach) =>
        [.. words.Select(w => new AskedWord(w, reach, index))];
}
