namespace Post.PublicDatabase.Search;

/// <summary>A word of the question with everything it may stand for: looked up once, then compared by number.</summary>
internal sealed class AskedWord
{
    // Fewer letters begin so many agencies that they say nothing about the officer.
    private const int AgencyBeginning = 3;

    private readonly OfficerIndex _index;
    private readonly int _exact;
    private readonly (int Low, int High) _beginning;
    private readonly (int Low, int High) _numbers;
    private readonly Dictionary<int, MatchKind> _others = [];
    private readonly MatchKind[]? _agencies;

    public AskedWord(string text, Reach reach, OfficerIndex index)
    {
        Text = text;
        _index = index;
        var names = index.Names.Lexicon;
        _exact = names.Find(text);
        _beginning = names.Range(text);
        _numbers = index.Numbers.Range(text);

        foreach (var other in index.Nicknames.Of(text))
        {
            if (names.Find(other) is >= 0 and var id) _others[id] = MatchKind.Nickname;
        }

        if (reach >= Reach.Near) AddNear(names, _others);
        if (reach >= Reach.Sound) AddSounds(names);
        _agencies = Agencies(reach);
        Candidates = CountCandidates();
    }

    public string Text { get; }

    /// <summary>At most so many officers match; the rarest word of a question is looked at first.</summary>
    public int Candidates { get; }

    /// <summary>Some name in the register may be meant.</summary>
    public bool InNames => _beginning.Low < _beginning.High || _others.Count > 0;

    public MatchKind Of(NameWord word)
    {
        if (word.Id == _exact) return Former(word, MatchKind.Exact);
        if (_others.Count > 0 && _others.TryGetValue(word.Id, out var kind) && Applies(kind, word))
        {
            return Former(word, kind);
        }

        return word.Id >= _beginning.Low && word.Id < _beginning.High ? MatchKind.Beginning : MatchKind.None;
    }

    public MatchKind OfAgency(int agency) =>
        _agencies is null || agency == Choices.Nothing ? MatchKind.None : _agencies[agency];

    public MatchKind OfNumber(int officer)
    {
        if (_numbers.Low == _numbers.High) return MatchKind.None;
        var place = _index.Numbers.PlaceOf(officer);
        if (place < _numbers.Low || place >= _numbers.High) return MatchKind.None;
        return _index.Numbers.IsWhole(Text, officer) ? MatchKind.Exact : MatchKind.Beginning;
    }

    public void AddCandidates(OfficerSet set)
    {
        set.Add(_index.Names.Lexicon.Postings(_beginning.Low, _beginning.High));
        set.Add(_index.Numbers.Officers(_numbers.Low, _numbers.High));
        foreach (var id in _others.Keys) set.Add(_index.Names.Lexicon.Postings(id, id + 1));
        for (var agency = 0; agency < _agencies?.Length; agency++)
        {
            if (_agencies[agency] != MatchKind.None) set.Add(_index.Agencies.Agencies.Officers(agency));
        }
    }

    // "Bill" is William as a given name; nobody's surname is short for another.
    private static bool Applies(MatchKind kind, NameWord word) =>
        kind != MatchKind.Nickname || (word.Fields & ~(NameFields.Surname | NameFields.Whole)) != 0;

    private static MatchKind Former(NameWord word, MatchKind kind) =>
        kind == MatchKind.Exact && (word.Fields & ~NameFields.Whole) == NameFields.Former ? MatchKind.FormerName : kind;

    private void AddNear(Lexicon lexicon, Dictionary<int, MatchKind> kinds)
    {
        var near = new Dictionary<int, int>();
        lexicon.FindNear(Text, near);
        foreach (var (id, distance) in near)
        {
            kinds.TryAdd(id, distance == 1 ? MatchKind.SpelledNear : MatchKind.SpelledFurther);
        }
    }

    private void AddSounds(Lexicon names)
    {
        var alike = new List<int>();
        names.FindAlikeInSound(Text, alike);
        foreach (var id in alike)
        {
            if (id != _exact) _others.TryAdd(id, MatchKind.SoundsLike);
        }
    }

    private MatchKind[]? Agencies(Reach reach)
    {
        var lexicon = _index.Agencies.Lexicon;
        var exact = lexicon.Find(Text);
        var (low, high) = Text.Length < AgencyBeginning ? (0, 0) : lexicon.Range(Text);
        var near = new Dictionary<int, MatchKind>();
        if (reach >= Reach.Near) AddNear(lexicon, near);
        if (low == high && exact < 0 && near.Count == 0) return null;

        var kinds = new MatchKind[_index.Agencies.Names.Length];
        Array.Fill(kinds, MatchKind.None);
        foreach (var (id, kind) in near.OrderByDescending(n => n.Value)) Set(lexicon.Postings(id, id + 1), kind);
        Set(lexicon.Postings(low, high), MatchKind.AgencyBeginning);
        if (exact >= 0) Set(lexicon.Postings(exact, exact + 1), MatchKind.AgencyWord);
        return kinds;

        void Set(ReadOnlySpan<int> agencies, MatchKind kind)
        {
            foreach (var agency in agencies) kinds[agency] = kind;
        }
    }

    private int CountCandidates()
    {
        var names = _index.Names.Lexicon;
        var count = names.Postings(_beginning.Low, _beginning.High).Length + _numbers.High - _numbers.Low;
        foreach (var id in _others.Keys) count += names.Postings(id, id + 1).Length;
        for (var agency = 0; agency < _agencies?.Length; agency++)
        {
            if (_agencies[agency] != MatchKind.None) count += _index.Agencies.Agencies.Officers(agency).Length;
        }

        return count;
    }
}

/// <summary>How far from the letters of the question a search goes.</summary>
internal enum Reach
{
    AsWritten,
    Near,
    Sound,
}
