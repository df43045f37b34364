using System.Globalization;
using System.Text.RegularExpressions;
using Post.Kernel.Imports.Reading;

namespace Post.Kernel.Imports.Profiles;

/// <summary>Fills one field of one row after its rule.</summary>
internal sealed partial class FieldReader(FieldRule rule, int position, bool isDate, string kindDateForm, int lastYear, bool trims)
{
    private readonly Dictionary<string, string> _values = new(rule.Values, StringComparer.OrdinalIgnoreCase);

    public string Read(IReadOnlyList<string> cells, List<RowProblem> problems)
    {
        var cell = position >= 0 && position < cells.Count ? cells[position] : "";
        if (trims) cell = cell.Trim();
        var text = rule.Part is NamePart.Whole || cell.Length == 0 ? cell : ReadPart(cell, problems);
        if (text.Length == 0) return rule.Constant ?? "";
        if (_values.Count > 0) text = ReadValue(text, problems);
        if (rule.WholeNumber) text = FractionOfNothing().Replace(text, "");
        return isDate && text.Length > 0 ? ReadDate(text, problems) : text;
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
        if (DateForms.TryRead(text, DateForms.Iso, lastYear, out var date)) return Written(date);
        if (rule.DateForm is null) return text;
        if (DateForms.TryRead(text, rule.DateForm, lastYear, out date)) return Written(date);
        problems.Add(new RowProblem("date-malformed",
            $"{rule.Column} should be a day written like {ExampleOf(rule.DateForm)}, and is “{Excerpt(text)}”.", rule.Field));
        return text;
    }

    private string Written(DateOnly date) => date.ToString(kindDateForm, CultureInfo.InvariantCulture);

    private static string ExampleOf(string form) => DateForms.All.FirstOrDefault(f => f.Pattern == form)?.Example ?? form;

    private static string Excerpt(string text) => RecordCells.Clip(text, 40);

    [GeneratedRegex(@"(?<=\A-?[0-9]+)\.0+\z")]
    private static partial Regex FractionOfNothing();
}
