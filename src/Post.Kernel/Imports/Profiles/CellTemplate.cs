using System.Text.RegularExpressions;

namespace Post.Kernel.Imports.Profiles;

/// <summary>A text for every row, with cells in braces: “{last}, {first}”.</summary>
internal sealed partial class CellTemplate
{
    private readonly List<(string Text, int Position)> _parts = [];

    public CellTemplate(string text, IReadOnlyList<string> header)
    {
        var from = 0;
        foreach (Match match in Brace().Matches(text))
        {
            _parts.Add((text[from..match.Index], HeaderNames.Find(header, match.Groups[1].Value)[0]));
            from = match.Index + match.Length;
        }

        _parts.Add((text[from..], -1));
    }

    public static IEnumerable<string> ColumnsOf(string? text) =>
        text is null ? [] : Brace().Matches(text).Select(m => m.Groups[1].Value);

    public string Fill(IReadOnlyList<string> cells)
    {
        if (_parts.Count == 1) return _parts[0].Text;
        var filled = string.Concat(_parts.Select(p => p.Text + (p.Position >= 0 && p.Position < cells.Count ? cells[p.Position].Trim() : "")));
        return Blanks().Replace(filled, " ").Trim();
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Brace();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
