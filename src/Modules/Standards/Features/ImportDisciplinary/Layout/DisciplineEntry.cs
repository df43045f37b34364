using System.Text;

namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>One measure of discipline as a file states it; the remark is kept and never published unscreened.</summary>
/// <param name="Type">What was imposed.</param>
/// <param name="Qualifiers">Codes: Reversed, Pending, HeldInAbeyance, RetiredOrResignedToAvoid, Other.</param>
/// <param name="Remark">The free text of the brackets, or null if there was none.</param>
/// <param name="Screens">Codes of what the remark may speak of although no qualifier says so.</param>
internal sealed record DisciplineEntry(
    CodedValue Type, IReadOnlyList<string> Qualifiers, string? Remark, IReadOnlyList<string> Screens)
{
    public bool IsReversed => Qualifiers.Contains(Codes.Reversed);

    public bool IsPending => Type.Code == Codes.Pending || Qualifiers.Contains(Codes.Pending);

    public string Render() => Remark is null ? Type.SourceText : $"{Type.SourceText} ({Remark})";
}

/// <summary>Reads the comma list of disciplines; total: text it does not know becomes an unmapped entry.</summary>
internal static class DisciplineList
{
    public static IReadOnlyList<DisciplineEntry> Read(string text) =>
        [.. Split(text).Where(a => a.Length > 0).Select(ReadEntry)];

    public static string Render(IEnumerable<DisciplineEntry> entries) =>
        string.Join(", ", entries.Select(e => e.Render()));

    // A comma inside brackets belongs to the remark; a bracket that never closes takes the rest of the cell.
    private static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth = Deeper(depth, text[i]);
            if (text[i] != ',' || depth > 0) continue;

            yield return text[from..i].Trim();
            from = i + 1;
        }

        yield return text[from..].Trim();
    }

    private static DisciplineEntry ReadEntry(string atom)
    {
        var (type, remarks) = Part(atom);
        var vocabulary = Vocabulary.Current;
        var coded = vocabulary.Read("discipline", type);
        var qualifiers = remarks.SelectMany(Qualifiers).Distinct().ToList();
        var screens = Screens(coded, qualifiers, remarks);
        return new DisciplineEntry(coded, qualifiers, remarks.Count == 0 ? null : string.Join("; ", remarks), screens);
    }

    private static (string Type, List<string> Remarks) Part(string atom)
    {
        var type = new StringBuilder();
        var remarks = new List<string>();
        var depth = 0;
        var from = 0;
        for (var i = 0; i < atom.Length; i++)
        {
            var before = depth;
            depth = Deeper(depth, atom[i]);
            if (before == 0 && depth == 0) type.Append(atom[i]);
            if (before == 0 && depth == 1) from = i + 1;
            if (before == 1 && depth == 0) remarks.Add(atom[from..i]);
        }

        if (depth > 0) remarks.Add(atom[from..]);
        remarks.RemoveAll(string.IsNullOrWhiteSpace);
        return (type.ToString().Trim(), [.. remarks.Select(r => r.Trim())]);
    }

    private static int Deeper(int depth, char c) => c switch
    {
        '(' => depth + 1,
        ')' when depth > 0 => depth - 1,
        _ => depth,
    };

    private static IEnumerable<string> Qualifiers(string remark) =>
        Vocabulary.Current.Find("qualifier-alone", remark) is { } alone
            ? [alone.Code]
            : Vocabulary.Current.Within("qualifier", remark).Select(e => e.Code);

    private static List<string> Screens(CodedValue type, List<string> qualifiers, List<string> remarks)
    {
        var texts = type.State == CodeState.Unmapped ? remarks.Append(type.SourceText) : remarks;
        return
        [
            .. texts.SelectMany(t => Vocabulary.Current.Within("screen", t)).Select(e => e.Code).Distinct()
                .Where(code => !(code == "ReversalMentioned" && qualifiers.Contains(Codes.Reversed)))
                .Where(code => !(code == "PendingMentioned" && (type.Code == Codes.Pending
                    || qualifiers.Contains(Codes.Pending)))),
        ];
    }
}
