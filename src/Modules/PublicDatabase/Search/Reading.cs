namespace Post.PublicDatabase.Search;

/// <summary>One way to read a question: as written, neighbours joined ("mc carthy"), or one word left out.</summary>
internal sealed class Reading(OfficerIndex index, AskedWord[] words, int wordsBeforeComma)
{
    // Past this a word's officers are dearer to mark than to check one by one.
    private const int WorthMarking = 16;

    /// <summary>The officer does not match.</summary>
    public const int NoRank = int.MaxValue;

    private const int SumBits = 5;
    private const int FitBits = 3;

    private readonly Choices _agencies = index.Agencies.Agencies;

    public string? LeftOut { get; init; }

    /// <summary>A name in the middle is likelier to be one that is not published than the first or the last.</summary>
    public bool LeftOutInside { get; init; }

    /// <summary>Everybody who matches is in the set; some in it may not match.</summary>
    public OfficerSet Candidates()
    {
        var rarestFirst = words.OrderBy(w => w.Candidates).ToArray();
        var set = new OfficerSet(index.Officers.Count);
        rarestFirst[0].AddCandidates(set);
        var fewEnough = (long)rarestFirst[0].Candidates * WorthMarking;
        foreach (var word in rarestFirst.Skip(1).TakeWhile(w => w.Candidates < fewEnough))
        {
            using var others = new OfficerSet(index.Officers.Count);
            word.AddCandidates(others);
            set.IntersectWith(others);
        }

        return set;
    }

    /// <summary>Lower is better. The worst word decides, then all together, then how they sit in the name.</summary>
    public int Rank(int officer)
    {
        var agency = _agencies.Of(officer);
        return agency >= Choices.Nothing ? Rank(officer, agency) : Rank(officer, BestAgency(officer, agency));
    }

    // The words of a question mean one agency: of several, the one under which the officer fits best.
    private int BestAgency(int officer, int several)
    {
        var (best, rank) = (Choices.Nothing, NoRank);
        foreach (var agency in _agencies.Ids(in several))
        {
            var own = Rank(officer, agency);
            if (best == Choices.Nothing || own < rank) (best, rank) = (agency, own);
        }

        return best;
    }

    private int Rank(int officer, int agency)
    {
        int worst = 0, sum = 0, ofAgency = 0;
        var fit = new NameFit(wordsBeforeComma);
        for (var i = 0; i < words.Length; i++)
        {
            var hit = Best(words[i], officer, agency);
            if (hit.Kind == MatchKind.None) return NoRank;

            worst = Math.Max(worst, (int)hit.Kind);
            if (words[i].OfAgency(agency) == MatchKind.AgencyWord) ofAgency++;
            if (hit.Kind != MatchKind.AgencyWord) sum += Cost(hit);
            fit.Add(i, hit.Fields);
        }

        // "Boston police" means the police of Boston before somebody named Boston in another town.
        if (worst == (int)MatchKind.AgencyWord) sum += words.Length - ofAgency;
        if (LeftOut is not null)
        {
            worst = (int)MatchKind.WithoutWord;
            sum += LeftOutInside ? 0 : 2;
        }

        var total = Math.Min(sum, (1 << SumBits) - 1);
        return (((worst << SumBits) | total) << FitBits) | fit.Penalty(index.Names.Of(officer));
    }

    public MatchReason Explain(int officer)
    {
        if (LeftOut is not null) return new(MatchKind.WithoutWord, Capitalised(LeftOut));

        // What the agency was matched by explains less than how the person was.
        var agency = _agencies.Of(officer) is >= Choices.Nothing and var only ? only : BestAgency(officer, _agencies.Of(officer));
        var telling = words
            .Select(asked => (Asked: asked, Hit: Best(asked, officer, agency)))
            .Where(h => h.Hit.Kind != MatchKind.Exact)
            .OrderBy(h => h.Hit.Kind is MatchKind.AgencyWord or MatchKind.AgencyBeginning)
            .ThenByDescending(h => h.Hit.Kind)
            .ToList();
        if (telling.Count == 0) return MatchReason.Listed;

        var (word, hit) = telling[0];
        return new(hit.Kind, Capitalised(word.Text), Found(hit, word, officer, agency));
    }

    private WordHit Best(AskedWord asked, int officer, int agency)
    {
        var best = asked.InNames ? BestInName(asked, officer) : new(MatchKind.None, NameFields.None);
        if (best.Kind == MatchKind.Exact) return best;

        var other = (MatchKind)Math.Min((byte)asked.OfNumber(officer), (byte)asked.OfAgency(agency));
        return other < best.Kind ? new(other, NameFields.None) : best;
    }

    private WordHit BestInName(AskedWord asked, int officer)
    {
        var kind = MatchKind.None;
        var fields = NameFields.None;
        foreach (var word in index.Names.Of(officer))
        {
            var found = asked.Of(word);
            if (found > kind || found == MatchKind.None) continue;
            fields = found < kind ? word.Fields : fields | word.Fields;
            kind = found;
        }

        return new(kind, fields);
    }

    // A slip in a name the officer no longer bears is further off than one in the present name.
    private static int Cost(WordHit hit)
    {
        var formerOnly = (hit.Fields & ~NameFields.Whole) == NameFields.Former && hit.Kind > MatchKind.FormerName;
        return formerOnly ? (int)hit.Kind + 1 : (int)hit.Kind;
    }

    private string Found(WordHit hit, AskedWord asked, int ordinal, int agency)
    {
        var officer = index.Officers[ordinal];
        if (hit.Kind == MatchKind.FormerName) return FormerName(asked, officer);
        if (hit.Fields.HasFlag(NameFields.First)) return officer.FirstName;
        if (hit.Fields.HasFlag(NameFields.Surname)) return officer.Surname;
        if (hit.Fields.HasFlag(NameFields.Suffix)) return officer.Suffix ?? "";
        if (hit.Fields.HasFlag(NameFields.Former)) return FormerName(asked, officer);
        if (asked.OfNumber(ordinal) != MatchKind.None) return officer.OfficerNumber;
        return agency == Choices.Nothing ? "" : index.Agencies.Names[agency];
    }

    private string FormerName(AskedWord asked, SearchableOfficer officer)
    {
        var former = officer.FormerNames.FirstOrDefault(
            f => IsMeant(f.FirstName) || IsMeant(f.Surname), officer.FormerNames[0]);
        return $"{former.FirstName} {former.Surname}";

        bool IsMeant(string name) => FoldedText.Words(name)
            .Append(FoldedText.Joined(name))
            .Select(index.Names.Lexicon.Find)
            .Any(id => id >= 0 && asked.Of(new NameWord(id, NameFields.Former)) != MatchKind.None);
    }

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private readonly record struct WordHit(MatchKind Kind, NameFields Fields);
}
