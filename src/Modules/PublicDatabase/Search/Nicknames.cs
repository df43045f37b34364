using System.Collections.Frozen;

namespace Post.PublicDatabase.Search;

/// <summary>Short forms of given names; one step only, as two steps join names that have nothing in common.</summary>
internal sealed class Nicknames
{
    private const string Resource = "Post.PublicDatabase.Search.nicknames.csv";
    private static readonly Lazy<Nicknames> Table = new(Load);

    private readonly FrozenDictionary<string, string[]> _others;

    private Nicknames(IEnumerable<(string Formal, string Short)> pairs) =>
        _others = pairs
            .SelectMany(p => new[] { (Word: p.Formal, Other: p.Short), (Word: p.Short, Other: p.Formal) })
            .Distinct()
            .GroupBy(p => p.Word, p => p.Other)
            .ToFrozenDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    public static Nicknames Shipped => Table.Value;

    public IReadOnlyList<string> Of(string word) => _others.GetValueOrDefault(word, []);

    private static Nicknames Load()
    {
        using var stream = typeof(Nicknames).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the build.");
        using var reader = new StreamReader(stream);

        var pairs = reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => (FoldedText.Joined(cells[0]), FoldedText.Joined(cells[1])));
        return new Nicknames(pairs);
    }
}
