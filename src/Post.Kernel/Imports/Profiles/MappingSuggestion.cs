using System.Text.RegularExpressions;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Profiles;

/// <summary>Proposes, by the likeness of names and by what the cells look like, which column fills which field.</summary>
internal static partial class MappingSuggestion
{
    private const double LikeEnough = 0.5;

    // Words under which rosters keep the same thing; facts of the trade, tried on the rosters of eleven departments.
    private static readonly string[][] s_alike =
    [
        ["last", "surname", "family", "lastname"], ["first", "given", "firstname", "forename"], ["suffix", "generation"],
        ["agency", "department", "dept", "employer", "command", "lea"], ["hire", "hired", "employment", "appointed", "appointment", "start", "starts", "from", "begin"],
        ["end", "ends", "resignation", "separation", "separated", "termination", "until", "left"],
        ["rank", "title", "position", "grade"], ["status", "state"], ["county", "region"],
        ["number", "no", "id", "identifier", "num", "uid", "badge", "star"], ["kind", "type", "category"],
    ];

    private static readonly HashSet<string> s_noise = new(["officer", "of", "the", "date", "name", "current", "ns"], StringComparer.Ordinal);

    public static IReadOnlyList<FieldRule> For(IImportKind kind, IReadOnlyList<string> header, IReadOnlyList<ColumnGuess> guesses)
    {
        var names = HeaderNames.Of(header);
        var taken = new HashSet<int>();
        var rules = new Dictionary<LayoutColumn, FieldRule>();
        var pairs =
            from field in kind.Layout.Columns
            from place in Enumerable.Range(0, names.Count)
            let likeness = Likeness(field, kind.TypeOf(field), names[place], guesses[place])
            where likeness >= LikeEnough
            orderby likeness descending, field.Required descending, place
            select (field, place);
        foreach (var (field, place) in pairs)
        {
            if (!rules.ContainsKey(field) && taken.Add(place)) rules[field] = Rule(field, names[place], guesses[place], kind.TypeOf(field));
        }

        foreach (var rule in SplitNames(kind, names, guesses, taken, rules)) rules[kind.Layout.Find(rule.Field)!] = rule;
        foreach (var field in kind.Layout.Columns.Where(c => c.Required && !rules.ContainsKey(c) && IsWholeName(c)))
        {
            if (Composed(names) is { } composed) rules[field] = new FieldRule(field.Name) { Constant = composed };
        }

        return [.. kind.Layout.Columns.Where(rules.ContainsKey).Select(c => rules[c])];
    }

    // “OFFICER” is a whole name, and most rosters have its parts.
    private static bool IsWholeName(LayoutColumn field) => Words(field.Name) is var words && words.Contains("officer") && words.TrueForAll(s_noise.Contains);

    private static string? Composed(IReadOnlyList<string> names)
    {
        var last = names.FirstOrDefault(n => Words(n).Exists(w => Alike(w, "last")));
        var first = names.FirstOrDefault(n => Words(n).Exists(w => Alike(w, "first")));
        return last is null || first is null ? null : $"{{{last}}}, {{{first}}}";
    }

    private static FieldRule Rule(LayoutColumn field, string column, ColumnGuess guess, FieldType type) => new(field.Name)
    {
        Column = column,
        DateForm = type is FieldType.Date ? guess.DateForm : null,
        WholeNumber = guess.WholeNumber,
    };

    private static double Likeness(LayoutColumn field, FieldType type, string column, ColumnGuess guess)
    {
        if (type is FieldType.Date && guess.Type is not (GuessedType.Date or GuessedType.Blank)) return 0;
        if (type is not FieldType.Date && guess.Type is GuessedType.Date) return 0;
        if (IsName(field) && guess.Type is GuessedType.Number or GuessedType.FullName) return 0;
        return field.Spellings.Max(s => Likeness(s, column));
    }

    private static double Likeness(string field, string column)
    {
        if (HeaderNames.Key(field) == HeaderNames.Key(column)) return 1;
        var (wanted, offered) = (Words(field), Words(column));
        var common = wanted.Count(w => offered.Exists(o => Alike(w, o)));
        var words = 2.0 * common / (wanted.Count + offered.Count);
        return common > 0 && wanted.Concat(offered).All(s_noise.Contains) ? words / 2 : words * 0.95;
    }

    private static bool Alike(string one, string other) =>
        one == other || Array.Exists(s_alike, words => words.Contains(one) && words.Contains(other));

    // Words that every second header has say little, unless they are all there is.
    private static List<string> Words(string name)
    {
        var words = Word().Matches(name).Select(m => m.Value.ToLowerInvariant()).SelectMany(Apart).ToList();
        return words.Exists(w => !s_noise.Contains(w)) ? words.FindAll(w => !s_noise.Contains(w)) : words;
    }

    private static IEnumerable<string> Apart(string word) => word switch
    {
        "lastname" => ["last"],
        "firstname" => ["first"],
        "middlename" => ["middle"],
        _ => [word],
    };

    private static IEnumerable<FieldRule> SplitNames(
        IImportKind kind, IReadOnlyList<string> names, IReadOnlyList<ColumnGuess> guesses, HashSet<int> taken, Dictionary<LayoutColumn, FieldRule> rules)
    {
        var whole = Enumerable.Range(0, names.Count).Where(i => guesses[i].Type is GuessedType.FullName && !taken.Contains(i)).ToList();
        if (whole.Count != 1) yield break;
        foreach (var field in kind.Layout.Columns.Where(c => !rules.ContainsKey(c)))
        {
            if (PartOf(field) is { } part) yield return new FieldRule(field.Name) { Column = names[whole[0]], Part = part };
        }
    }

    private static bool IsName(LayoutColumn field) => PartOf(field) is not (null or NamePart.Suffix);

    private static NamePart? PartOf(LayoutColumn field) => Words(field.Name) switch
    {
        var words when words.Contains("last") || words.Contains("surname") => NamePart.Surname,
        var words when words.Contains("first") => NamePart.FirstName,
        var words when words.Contains("middle") => NamePart.MiddleName,
        var words when words.Contains("suffix") => NamePart.Suffix,
        _ => null,
    };

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
