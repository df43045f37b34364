using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Post.Kernel.Imports.Reading;

namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>The spellings found in disciplinary files and their meanings, read once from the table beside this
/// file: a new spelling is a new row there.</summary>
internal sealed class Vocabulary
{
    private const string Resource = "Post.Standards.DisciplinaryVocabulary.csv";
    private const string RedactionMark = "[redacted]";
    private const string NotClassified = "Not classified";

    private static readonly Lazy<Vocabulary> Shipped = new(Load);

    private readonly FrozenDictionary<(string Kind, string Folded), VocabularyEntry> _entries;
    private readonly FrozenDictionary<(string Kind, string Code), string> _publicLabels;

    private Vocabulary(IReadOnlyList<VocabularyEntry> entries)
    {
        Entries = entries;
        _publicLabels = entries.DistinctBy(e => (e.Kind, e.Code))
            .ToFrozenDictionary(e => (e.Kind, e.Code), e => e.PublicLabel);
        _entries = entries.ToFrozenDictionary(e => (e.Kind, e.Folded));
    }

    public static Vocabulary Current => Shipped.Value;

    public IReadOnlyList<VocabularyEntry> Entries { get; }

    public VocabularyEntry? Find(string kind, string text) => _entries.GetValueOrDefault((kind, Fold(text)));

    /// <summary>The public's words for a code; a code without any reads as not classified.</summary>
    public string PublicLabel(string kind, string code) =>
        _publicLabels.GetValueOrDefault((kind, code), NotClassified);

    public CodedValue Read(string kind, string text)
    {
        var redacted = text.Contains(RedactionMark, StringComparison.OrdinalIgnoreCase);
        if (Find(kind, text) is { } entry) return Coded(entry, redacted, text);

        // A redacted cell is never searched or shown as text, so an unknown spelling of one needs no mapping.
        return redacted && Find(kind, Codes.Redacted) is { } whole
            ? Coded(whole, redacted, text)
            : new CodedValue(Codes.Unmapped, "Not in the vocabulary", NotClassified, CodeState.Unmapped, text);
    }

    /// <summary>The entries of a kind whose words stand together anywhere in the text.</summary>
    public IEnumerable<VocabularyEntry> Within(string kind, string text)
    {
        var padded = $" {Fold(text)} ";
        return Entries.Where(e => e.Kind == kind && padded.Contains($" {e.Folded} ", StringComparison.Ordinal));
    }

    /// <summary>Lower-case words and numbers with one blank between: how spellings are compared.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (gap) folded.Append(' ');
            gap = false;
            folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    private static CodedValue Coded(VocabularyEntry entry, bool redacted, string text)
    {
        var state = redacted ? CodeState.Redacted
            : entry.Code == Codes.NotRecorded ? CodeState.NotRecorded
            : CodeState.Known;
        return new CodedValue(entry.Code, entry.Label, entry.PublicLabel, state, text);
    }

    private static Vocabulary Load()
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not in the assembly.");
        using var rows = new RowReader(stream, FileEncoding.Utf8);
        rows.ReadHeader();
        return new Vocabulary([.. rows.Rows().Select(r => Entry(r.Cells))]);
    }

    private static VocabularyEntry Entry(IReadOnlyList<string> cells) => new(
        cells[0], cells[1], cells[2], cells[3], cells[4], cells[5],
        DateOnly.ParseExact(cells[6], "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
