namespace Post.Kernel.Imports.Profiles;

/// <summary>The parts of a name written surname first, “SMITH JR, JOHN A”.</summary>
internal sealed record PersonNameParts(string Surname, string FirstName, string MiddleName, string Suffix)
{
    private static readonly HashSet<string> s_suffixes = new(["JR", "SR", "II", "III", "IV", "V"], StringComparer.OrdinalIgnoreCase);

    public string this[NamePart part] => part switch
    {
        NamePart.Surname => Surname,
        NamePart.FirstName => FirstName,
        NamePart.MiddleName => MiddleName,
        _ => Suffix,
    };

    /// <summary>Null where no comma says which part is the surname: a guess would give a person another's name.</summary>
    public static PersonNameParts? Read(string text)
    {
        var pieces = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        var suffix = TakeSuffix(pieces);
        if (pieces.Count != 2) return null;

        var surname = Words(pieces[0]);
        var given = Words(pieces[1]);
        if (suffix.Length == 0 && surname.Count > 1 && IsSuffix(surname[^1])) suffix = Take(surname);
        if (suffix.Length == 0 && given.Count > 1 && IsSuffix(given[^1])) suffix = Take(given);
        return new PersonNameParts(string.Join(' ', surname), given[0], string.Join(' ', given.Skip(1)), suffix);
    }

    private static string TakeSuffix(List<string> pieces) =>
        pieces.Count == 3 && pieces.FindIndex(1, IsSuffix) is > 0 and var at ? TakeAt(pieces, at) : "";

    private static string TakeAt(List<string> pieces, int at)
    {
        var taken = pieces[at];
        pieces.RemoveAt(at);
        return taken;
    }

    private static string Take(List<string> words) => TakeAt(words, words.Count - 1);

    private static bool IsSuffix(string word) => s_suffixes.Contains(word.TrimEnd('.'));

    private static List<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
