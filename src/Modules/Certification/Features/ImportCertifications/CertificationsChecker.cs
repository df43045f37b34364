using Post.Certification.Intake.Reading;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Layout = Post.Certification.Features.ImportCertifications.CertificationsLayout;

namespace Post.Certification.Features.ImportCertifications;

/// <summary>Judges each row of the certification history by its own content.</summary>
internal sealed class CertificationsChecker(DateOnly asOf) : IRowChecker
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "officer_number", "first_name", "surname", "suffix", "sort_key", "recased", "number", "type_code", "status_code",
        "status_source", "status_on", "decided_on", "granted_on", "expires_on", "conditions",
    ];

    private const int NumberMaxLength = 40;

    public StagedRow Check(ImportRow row, ColumnMap columns)
    {
        if (row.Problem is { } unreadable) return StagedCells.Rejected(row, [unreadable.Text], Columns.Count);

        var cells = new RowCells(columns.Over(row.Cells));
        var officer = cells.OfficerNumber(Layout.OfficerNumber);
        var name = ReportedName.Read(cells, Layout.FirstName, Layout.LastName, Layout.Suffix);
        var number = cells.Required(Layout.CertificateNumber, NumberMaxLength);
        var type = cells.Code(Layout.CertificateType, "certificate");
        var status = cells.Code(Layout.Status, "certificate-status");
        var statusOn = cells.PastDate(Layout.StatusDate, asOf);
        var decided = cells.PastDate(Layout.DecisionDate, asOf);
        var granted = cells.PastDate(Layout.GrantedDate, asOf);
        var expires = cells.Date(Layout.ExpirationDate);
        var conditions = cells.Text(Layout.Conditions, RowCells.RemarkMaxLength);
        if (granted is null && cells.Raw(Layout.GrantedDate).Trim().Length == 0) cells.Fault($"{Layout.GrantedDate.Name} is blank.");
        if (expires < granted) cells.Fault($"{Layout.ExpirationDate.Name} is before {Layout.GrantedDate.Name}.");
        if (statusOn < granted) cells.Fault($"{Layout.StatusDate.Name} is before {Layout.GrantedDate.Name}.");
        if (cells.Problems.Count > 0) return StagedCells.Rejected(row, cells.Problems, Columns.Count, officer);

        return StagedCells.Accepted(
            row, officer, name.FirstName, name.Surname, name.Suffix, name.SortKey, name.Recased, number.ToUpperInvariant(), type,
            status, cells.Text(Layout.Status), statusOn, decided, granted, expires, conditions);
    }
}
