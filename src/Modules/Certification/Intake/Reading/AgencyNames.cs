using Post.Certification.Domain;

namespace Post.Certification.Intake.Reading;

/// <summary>Folds the agency names of a file, each spelling once: a file of a million rows has some hundreds of them.</summary>
internal sealed class AgencyNames
{
    private const int Remembered = 20_000;

    private readonly Dictionary<string, (string? Spelling, string? Folded)> _known = new(StringComparer.Ordinal);

    /// <summary>Nothing where the cell names no agency.</summary>
    public (string? Spelling, string? Folded) Read(string? cell)
    {
        var text = cell?.Trim() ?? "";
        if (_known.TryGetValue(text, out var known)) return known;
        if (_known.Count >= Remembered) _known.Clear();
        return _known[text] = Fold(text);
    }

    private static (string?, string?) Fold(string text)
    {
        if (FileVocabulary.Current.CodeOf("no-agency", text) is not null) return (null, null);
        var folded = AgencySpelling.FoldOf(text);
        return folded.Length == 0 ? (null, null) : (text, folded);
    }
}
