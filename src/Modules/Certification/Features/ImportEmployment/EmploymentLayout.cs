using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportEmployment;

/// <summary>Employment history in the Commission's own layout: one row for each spell of service with one agency.</summary>
internal static class EmploymentLayout
{
    public static readonly LayoutColumn OfficerNumber = new("OfficerNumber", required: true, "OFFICER_ID", "MPTC ID", "MPTCID");
    public static readonly LayoutColumn LastName = new("LastName", required: true, "SURNAME") { Type = FieldType.Name };
    public static readonly LayoutColumn FirstName = new("FirstName", required: true) { Type = FieldType.Name };
    public static readonly LayoutColumn Suffix = new("Suffix", required: false);
    public static readonly LayoutColumn AgencyName = new("AgencyName", required: true, "AGENCY", "LAW ENFORCEMENT AGENCY", "EMPLOYER");

    // Two places of one name in two states are two agencies.
    public static readonly LayoutColumn AgencyState = new("AgencyState", required: false, "STATE");

    public static readonly LayoutColumn Rank = new("Rank", required: false, "TITLE");
    public static readonly LayoutColumn Appointment = new("Appointment", required: false, "APPOINTMENT_TYPE");
    public static readonly LayoutColumn StartDate = new("StartDate", required: true, "HIRED_ON", "START");
    public static readonly LayoutColumn EndDate = new("EndDate", required: true, "SEPARATED_ON", "END");
    public static readonly LayoutColumn SeparationNature = new("SeparationNature", required: false, "SEPARATION_TYPE");
    public static readonly LayoutColumn SeparationReason = new("SeparationReason", required: false);
    public static readonly LayoutColumn MisconductBased = new("MisconductBased", required: false);
    public static readonly LayoutColumn DuringInvestigation = new("DuringInvestigation", required: false);

    public static readonly ColumnLayout Columns = new(
        "Employment history", OfficerNumber, LastName, FirstName, Suffix, AgencyName, AgencyState, Rank, Appointment,
        StartDate, EndDate, SeparationNature, SeparationReason, MisconductBased, DuringInvestigation);
}
