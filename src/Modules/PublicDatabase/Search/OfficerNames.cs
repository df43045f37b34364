using System.Runtime.InteropServices;

namespace Post.PublicDatabase.Search;

/// <summary>The names of all officers both ways: who has a word, and which words an officer has.</summary>
internal sealed class OfficerNames
{
    private readonly int[] _starts;
    private readonly NameWord[] _words;

    public OfficerNames(IReadOnlyList<SearchableOfficer> officers)
    {
        var lexicon = new LexiconBuilder();
        var words = new List<NameWord>(officers.Count * 4);
        _starts = new int[officers.Count + 1];
        var fields = new Dictionary<string, NameFields>(8, StringComparer.Ordinal);
        for (var officer = 0; officer < officers.Count; officer++)
        {
            fields.Clear();
            Gather(officers[officer], fields);
            foreach (var (word, where) in fields) words.Add(new NameWord(lexicon.Add(word, officer), where));
            _starts[officer + 1] = words.Count;
        }

        (Lexicon, var ids) = lexicon.Build();
        _words = [.. words.Select(w => w with { Id = ids[w.Id] })];
    }

    public Lexicon Lexicon { get; }

    public ReadOnlySpan<NameWord> Of(int officer) => _words.AsSpan(_starts[officer].._starts[officer + 1]);

    private static void Gather(SearchableOfficer officer, Dictionary<string, NameFields> fields)
    {
        AddParts(officer.Surname, NameFields.Surname, fields);
        AddParts(officer.FirstName, NameFields.First, fields);
        AddParts(officer.Suffix, NameFields.Suffix, fields);
        foreach (var former in officer.FormerNames)
        {
            AddParts(former.FirstName, NameFields.Former, fields);
            AddParts(former.Surname, NameFields.Former, fields);
        }
    }

    // "Garcia-Lopez" and "de los Santos" are found by their parts and written as one word.
    private static void AddParts(string? name, NameFields field, Dictionary<string, NameFields> fields)
    {
        var parts = FoldedText.Words(name);
        foreach (var part in parts) Add(part, parts.Count == 1 ? field | NameFields.Whole : field, fields);
        if (parts.Count > 1) Add(string.Concat(parts), field | NameFields.Whole, fields);
    }

    private static void Add(string word, NameFields field, Dictionary<string, NameFields> fields) =>
        CollectionsMarshal.GetValueRefOrAddDefault(fields, word, out _) |= field;
}

/// <summary>A word of an officer's name and where it stands.</summary>
internal readonly record struct NameWord(int Id, NameFields Fields);

/// <summary>The parts of a name that a word stands in.</summary>
[Flags]
internal enum NameFields : byte
{
    None = 0,
    Surname = 1,
    First = 2,
    Suffix = 4,
    Former = 8,

    /// <summary>The word is all of the part, or all its pieces written together.</summary>
    Whole = 16,
}
