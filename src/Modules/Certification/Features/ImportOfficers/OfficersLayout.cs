using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportOfficers;

/// <summary>The Commission's officer status list, by its published header.</summary>
internal static class OfficersLayout
{
    public static readonly LayoutColumn Officer = new("OFFICER", required: true, "OFFICER_NAME");
    public static readonly LayoutColumn OfficerNumber = new("MPTC ID", required: true, "MPTCID", "OFFICER_NUMBER");
    public static readonly LayoutColumn Certification = new("CERTIFICATION", required: false);
    public static readonly LayoutColumn Status = new("STATUS", required: true, "CERTIFICATION_STATUS");
    public static readonly LayoutColumn AgencyName = new("LAW ENFORCEMENT AGENCY", required: true, "AGENCY");
    public static readonly LayoutColumn Expiration = new("EXPIRATION", required: false, "EXPIRATION_DATE") { Type = FieldType.Date };
    public static readonly LayoutColumn Remark = new("ADDITIONAL INFORMATION", required: false);

    public static readonly ColumnLayout Columns = new(
        "Officer status list", Officer, OfficerNumber, Certification, Status, AgencyName, Expiration, Remark);
}
