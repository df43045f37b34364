using System.Globalization;
using System.Text.RegularExpressions;
using Post.Kernel.Imports.Reading;
using static System.FormattableString;

namespace Post.Certification.Intake.Reading;

/// <summary>The cells of one row, read in full before the row is judged, so that a submitter learns of every fault at once.</summary>
internal sealed partial class RowCells(MappedCells cells)
{
    public const int NameMaxLength = 100;
    public const int TextMaxLength = 200;
    public const int RemarkMaxLength = 2_000;

    public const string Shape = "0000-0000";

    private static readonly string[] s_dateForms = ["M/d/yyyy", "yyyy-MM-dd"];

    // Nobody in the record can have served or been appointed earlier; an older year is a slip of the keyboard.
    private static readonly DateOnly s_earliest = new(1940, 1, 1);

    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public bool Has(LayoutColumn column) => cells.Map.Has(column);

    public void Fault(string text) => _problems.Add(text);

    public string Raw(LayoutColumn column) => cells[column];

    /// <summary>Null where the cell is blank.</summary>
    public string? Text(LayoutColumn column, int maxLength = TextMaxLength)
    {
        var text = cells[column].Trim();
        if (text.Length > maxLength)
        {
            Fault(Invariant($"{column.Name} has {text.Length:N0} characters; {maxLength:N0} are taken."));
        }

        return text.Length == 0 ? null : text;
    }

    public string Required(LayoutColumn column, int maxLength = TextMaxLength)
    {
        var text = Text(column, maxLength);
        if (text is null) Fault($"{column.Name} is blank.");
        return text ?? "";
    }

    public static bool IsOfficerNumber(string text) => OfficerNumberForm().IsMatch(text);

    /// <summary>Null where the cell is not one; the row is rejected then.</summary>
    public string? OfficerNumber(LayoutColumn column)
    {
        var text = cells[column].Trim();
        if (OfficerNumberForm().IsMatch(text)) return text;
        Fault($"{column.Name} should be written {Shape}, and is “{Excerpt(text)}”.");
        return null;
    }

    /// <summary>A day that has been; one after the file itself cannot be known yet.</summary>
    public DateOnly? PastDate(LayoutColumn column, DateOnly asOf)
    {
        if (Date(column) is not { } date) return null;
        if (date > asOf) Fault(Invariant($"{column.Name} {date:M/d/yyyy} is later than the file itself."));
        return date;
    }

    public DateOnly? Date(LayoutColumn column)
    {
        var text = cells[column].Trim();
        if (text.Length == 0) return null;
        if (!DateOnly.TryParseExact(text, s_dateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Fault($"{column.Name} should be month/day/year, and is “{Excerpt(text)}”.");
            return null;
        }

        if (date < s_earliest) Fault(Invariant($"{column.Name} {date:M/d/yyyy} is too long ago."));
        return date;
    }

    /// <summary>The code of a coded cell; null, with the choices as the reason, where its words are not known.</summary>
    public string? Code(LayoutColumn column, string kind)
    {
        var code = FileVocabulary.Current.CodeOf(kind, cells[column]);
        if (code is null)
        {
            Fault($"“{Excerpt(cells[column].Trim())}” in {column.Name} is none of: {FileVocabulary.Current.Choices(kind)}.");
        }

        return code;
    }

    public static string Excerpt(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{4}\z")]
    private static partial Regex OfficerNumberForm();
}
