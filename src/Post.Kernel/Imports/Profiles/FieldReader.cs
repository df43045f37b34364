using System.Globalization;
using System.Text.RegularExpressions;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Profiles;

/// <summary>Where a field is read from and how its kind wants it.</summary>
/// <param name="Position">Of the column; -1 for none.</param>
/// <param name="Template">What stands there when the column's cell is blank.</param>
/// <param name="IsDate">Whether its kind reads a day.</param>
/// <param name="KindDateForm">How its kind reads days.</param>
/// <param name="LastYear">No two-digit year means a later one.</param>
/// <param name="Trims">A known layout is handed over as it stands.</param>
internal sealed record FieldPlace(int Position, CellTemplate? Template, bool IsDate, string KindDateForm, int LastYear, bool Trims);

/// <summary>Fills one field of one row after its rule.</summary>
internal sealed partial class FieldReader(FieldRule rule, FieldPlace place)
{
    private readonly Dictionary<string, string> _values = new(rule.Values, StringComparer.OrdinalIgnoreCase);

    public string Read(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        var cell = place.Position >= 0 && place.Position < cells.Count ? cells[place.Position] : "";
        if (place.Trims) cell = cell.Trim();
        var text = rule.Part is NamePart.Whole || cell.Length == 0 ? cell : ReadPart(cell, problems);
        if (text.Length == 0) text = place.Template?.Fill(cells) ?? "";
        if (text.Length == 0) return "";
        if (_values.Count > 0) text = ReadValue(text, problems);
        if (rule.WholeNumber) text = FractionOfNothing().Replace(text, "");
        if (rule.Mask is { } mask) text = DigitMask.Write(text, mask);
        return place.IsDate && text.Length > 0 ? ReadDate(text, problems) : text;
    }

    private string ReadPart(string cell, List<RowProblem> problems)
    {
        if (PersonNameParts.Read(cell) is { } parts) return parts[rule.Part];
        problems.Add(new RowProblem("name-not-split",
            $"{rule.Column} should be written “LAST, FIRST M”, and is “{Excerpt(cell)}”.", rule.Field));
        return cell;
    }

    private string ReadValue(string text, List<RowProblem> problems)
    {
        if (_values.TryGetValue(text, out var meaning)) return meaning;
        if (rule.Otherwise is UnknownValue.Blank) return "";
        if (rule.Otherwise is UnknownValue.Reject)
        {
            problems.Add(new RowProblem("value-unknown", $"“{Excerpt(text)}” in {rule.Column} has no meaning in this profile.", rule.Field));
        }

        return text;
    }

    private string ReadDate(string text, List<RowProblem> problems)
    {
        // A workbook's own days come in the one form that cannot be misread, whatever the profile says of typed ones.
        if (DateForms.TryRead(text, DateForms.Iso, place.LastYear, out var date)) return Written(date);
        if (rule.DateForm is null) return text;
        if (DateForms.TryRead(text, rule.DateForm, place.LastYear, out date)) return Written(date);
        problems.Add(new RowProblem("date-malformed",
            $"{rule.Column} should be a day written like {ExampleOf(rule.DateForm)}, and is “{Excerpt(text)}”.", rule.Field));
        return text;
    }

    private string Written(DateOnly date) => date.ToString(place.KindDateForm, CultureInfo.InvariantCulture);

    private static string ExampleOf(string form) => DateForms.All.FirstOrDefault(f => f.Pattern == form)?.Example ?? form;

    private static string Excerpt(string text) => RecordCells.Clip(text, 40);

    [GeneratedRegex(@"(?<=\A-?[0-9]+)\.0+\z")]
    private static partial Regex FractionOfNothing();
}
