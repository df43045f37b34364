using System.Globalization;
using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Layout = Post.Certification.Features.ImportAgencies.AgenciesLayout;

namespace Post.Certification.Features.ImportAgencies;

/// <summary>Judges each row of the register by its own content.</summary>
internal sealed class AgenciesChecker(DateOnly asOf) : IRowChecker
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "name", "name_folded", "kind", "county", "previous_name", "previous_folded", "name_from", "recased", "other_names",
        "other_folded",
    ];

    private static readonly string[] s_small = ["Of", "The", "And", "By", "At", "For", "In", "On"];

    public StagedRow Check(ImportRow row, ColumnMap columns)
    {
        if (row.Problem is { } unreadable) return StagedCells.Rejected(row, [unreadable.Text], Columns.Count);

        var cells = new RowCells(columns.Over(row.Cells));
        var written = cells.Required(Layout.AgencyName, LawEnforcementAgency.NameMaxLength);
        var folded = AgencySpelling.FoldOf(written);
        if (written.Length > 0 && FileVocabulary.Current.CodeOf("no-agency", written) is not null || folded.Length == 0)
        {
            cells.Fault($"{Layout.AgencyName.Name} “{RowCells.Excerpt(written)}” names no agency.");
        }

        var kind = cells.Code(Layout.AgencyType, "agency-kind");
        var from = cells.PastDate(Layout.NameFrom, asOf);
        var previous = cells.Text(Layout.PreviousName, LawEnforcementAgency.NameMaxLength);
        if (previous is not null && from is null) cells.Fault($"{Layout.PreviousName.Name} is given and {Layout.NameFrom.Name} is blank.");
        var county = cells.Text(Layout.County, RowCells.NameMaxLength);
        var others = OtherNames(cells, folded);
        if (cells.Problems.Count > 0) return StagedCells.Rejected(row, cells.Problems, Columns.Count);

        var recased = !written.Any(char.IsUpper) || !written.Any(char.IsLower);
        return StagedCells.Accepted(
            row, recased ? Cased(written) : written, folded, kind, county, previous,
            previous is null ? null : AgencySpelling.FoldOf(previous), from, recased,
            others, Array.ConvertAll(others, AgencySpelling.FoldOf));
    }

    // Semicolons part the names: commas stand within many of them.
    private static string[] OtherNames(RowCells cells, string folded) =>
    [
        .. (cells.Text(Layout.OtherNames, RowCells.RemarkMaxLength) ?? "")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(AgencySpelling.FoldOf)
            .Where(n => AgencySpelling.FoldOf(n) is { Length: > 0 } other && other != folded),
    ];

    // A register in one case is shown as names are written; what it wrote stands in the cells.
    private static string Cased(string name)
    {
        var words = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.ToLowerInvariant()).Split(' ');
        return string.Join(' ', words.Select((w, i) => i > 0 && s_small.Contains(w) ? w.ToLowerInvariant() : w));
    }
}
