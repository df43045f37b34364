using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportCertifications;

/// <summary>Certification history in the Commission's own layout: one row for each certificate or renewal.</summary>
internal static class CertificationsLayout
{
    public static readonly LayoutColumn OfficerNumber = new("OfficerNumber", required: true, "OFFICER_ID", "MPTC ID", "MPTCID");
    public static readonly LayoutColumn LastName = new("LastName", required: true, "SURNAME") { Type = FieldType.Name };
    public static readonly LayoutColumn FirstName = new("FirstName", required: true) { Type = FieldType.Name };
    public static readonly LayoutColumn Suffix = new("Suffix", required: false);
    public static readonly LayoutColumn CertificateNumber = new("CertificateNumber", required: true, "CERTIFICATION_NUMBER");
    public static readonly LayoutColumn CertificateType = new("CertificateType", required: true, "CERTIFICATION_TYPE");
    public static readonly LayoutColumn Status = new("CertificateStatus", required: true, "STATUS");
    public static readonly LayoutColumn StatusDate = new("StatusDate", required: false);
    public static readonly LayoutColumn DecisionDate = new("DecisionDate", required: false, "DECIDED_ON");
    public static readonly LayoutColumn GrantedDate = new("GrantedDate", required: true, "GRANTED", "GRANTED_ON");
    public static readonly LayoutColumn ExpirationDate = new("ExpirationDate", required: false, "EXPIRES", "EXPIRES_ON");
    public static readonly LayoutColumn Conditions = new("Conditions", required: false);

    public static readonly ColumnLayout Columns = new(
        "Certification history", OfficerNumber, LastName, FirstName, Suffix, CertificateNumber, CertificateType, Status,
        StatusDate, DecisionDate, GrantedDate, ExpirationDate, Conditions);
}
