using Post.Certification.Intake.Reading;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Layout = Post.Certification.Features.ImportOfficers.OfficersLayout;

namespace Post.Certification.Features.ImportOfficers;

/// <summary>Judges each row of the status list by its own content.</summary>
internal sealed class OfficersChecker : IRowChecker
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "officer_number", "first_name", "surname", "suffix", "sort_key", "recased", "certificate_kind", "certification_text",
        "status_code", "status_source", "agency", "agency_folded", "expires_on", "remark",
    ];

    private readonly AgencyNames _agencies = new();

    public StagedRow Check(ImportRow row, ColumnMap columns)
    {
        if (row.Problem is { } unreadable) return StagedCells.Rejected(row, [unreadable.Text], Columns.Count);

        var cells = new RowCells(columns.Over(row.Cells));
        var number = cells.OfficerNumber(Layout.OfficerNumber);
        var name = ReportedName.Split(cells.Required(Layout.Officer, 2 * RowCells.NameMaxLength));
        if (name is null) cells.Fault($"{Layout.Officer.Name} should be written “Last, First”, and is “{RowCells.Excerpt(cells.Raw(Layout.Officer))}”.");
        var expires = cells.Date(Layout.Expiration);
        var certification = cells.Text(Layout.Certification);
        var (agency, folded) = _agencies.Read(cells.Text(Layout.AgencyName));
        var (code, source, known) = Status(cells, certification);
        var remark = cells.Text(Layout.Remark, RowCells.RemarkMaxLength);
        if (cells.Problems.Count > 0 || name is null) return StagedCells.Rejected(row, cells.Problems, Columns.Count, number);

        object?[] values =
        [
            number, name.FirstName, name.Surname, name.Suffix, name.SortKey, name.Recased, CertificateKind(certification),
            certification, code, source, agency, folded, expires, remark,
        ];
        return known
            ? StagedCells.Accepted(row, values)
            : StagedCells.Judged(row, ImportVerdict.Held, [$"The status “{RowCells.Excerpt(source)}” is not in the vocabulary."], values);
    }

    // A blank in the Commission's own list says that no status is recorded, unless the list gives it beside the certification.
    private static (string Code, string Source, bool Known) Status(RowCells cells, string? certification)
    {
        var source = cells.Text(Layout.Status) ?? "";
        if (source.Length == 0 && certification is not null
            && FileVocabulary.Current.CodeOf("status", certification) is { } beside) return (beside, certification, true);
        var code = FileVocabulary.Current.CodeOf("status", source);
        return (code ?? FileVocabulary.NotRecorded, source, code is not null);
    }

    private static string CertificateKind(string? certification) =>
        certification is not null && FileVocabulary.Current.CodeOf("certificate-kind", certification) is FileVocabulary.Sro
            ? FileVocabulary.Sro
            : "Officer";
}
