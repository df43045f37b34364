using System.Collections.Frozen;
using System.Globalization;
using Post.Certification.Domain;
using Post.Kernel.Imports.Reading;

namespace Post.Certification.Intake.Reading;

/// <summary>A spelling that a file may use, what it means, and since when and from where we know it.</summary>
internal sealed record FileWord(string Kind, string Code, string Folded, string Label, string Source, DateOnly From);

/// <summary>
/// The words of registers, status lists and histories, read once from the table beside this file: a new spelling is a
/// new row there. Compared by letters and digits alone.
/// </summary>
internal sealed class FileVocabulary
{
    public const string NotRecorded = "NotRecorded";
    public const string Sro = "Sro";
    public const string Suspension = "Suspension";
    public const string Unknown = "Unknown";

    private const string Resource = "Post.Certification.FileVocabulary.csv";

    private static readonly Lazy<FileVocabulary> s_shipped = new(Load);

    private readonly FrozenDictionary<(string Kind, string Folded), FileWord> _words;
    private readonly FrozenDictionary<(string Kind, string Code), string> _labels;

    private FileVocabulary(IReadOnlyList<FileWord> words)
    {
        Words = words;
        _words = words.ToFrozenDictionary(w => (w.Kind, w.Folded));
        _labels = words.DistinctBy(w => (w.Kind, w.Code)).ToFrozenDictionary(w => (w.Kind, w.Code), w => w.Label);
    }

    public static FileVocabulary Current => s_shipped.Value;

    public IReadOnlyList<FileWord> Words { get; }

    public string? CodeOf(string kind, string text) => _words.GetValueOrDefault((kind, FoldedWords.Of(text)))?.Code;

    public string LabelOf(string kind, string? code) =>
        code is null ? "" : _labels.GetValueOrDefault((kind, code), code);

    /// <summary>The words that a column takes, for the message to who wrote another.</summary>
    public string Choices(string kind) => string.Join(", ", Words
        .Where(w => w.Kind == kind && w.Folded.Length > 0).Select(w => w.Code).Distinct());

    private static FileVocabulary Load()
    {
        using var stream = typeof(FileVocabulary).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not in the assembly.");
        using var rows = new RowReader(stream, FileEncoding.Utf8);
        rows.ReadHeader();
        return new FileVocabulary([.. rows.Rows().Select(r => Word(r.Cells))]);
    }

    private static FileWord Word(IReadOnlyList<string> cells) => new(
        cells[0], cells[1], cells[2], cells[3], cells[4],
        DateOnly.ParseExact(cells[5], "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
