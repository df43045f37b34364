using Post.Kernel.Imports.Reading;

namespace Post.Standards.Features.ImportDisciplinary.Layout;

/// <summary>The Commission's disciplinary file: the 2024 header exactly, typing slips and all, and the later
/// upper-case header through its spellings.</summary>
internal static class DisciplinaryLayout
{
    // What the reader understands this name to hold: rows of the Commission's own published list.
    public const string Name = "Officer disciplinary records";

    public static readonly LayoutColumn ComplaintNumber = new(
        "POST.", required: true, "POST_NUMBER", "POST_COMPLAINT_NUMBER", "COMPLAINT_NUMBER", "REPORT_NUMBER");

    public static readonly LayoutColumn IaNumber = new(
        "IA_Number", required: false, "INTERNAL_AFFAIRS_NUMBER", "LEA_IA_NUMBER");

    public static readonly LayoutColumn ReportingAgency = new(
        "ReportingAgency", required: true, "REPORTING_LAW_ENFORCEMENT_AGENCY", "REPORTING_LEA");

    public static readonly LayoutColumn LastName = new("LastName", required: true, "SURNAME", "OFFICER_LAST_NAME") { Type = FieldType.Name };

    public static readonly LayoutColumn FirstName = new("FirstName", required: true, "OFFICER_FIRST_NAME") { Type = FieldType.Name };

    public static readonly LayoutColumn CurrentAgency = new(
        "Current Agency", required: false, "CURRENT_LAW_ENFORCEMENT_AGENCY", "CURRENT_LEA");

    public static readonly LayoutColumn AllegationType = new("Allegation_Type", required: true, "ALLEGATION_CATEGORY");

    public static readonly LayoutColumn AllegationSubtype = new(
        "Allegation_Subtype", required: false, "ALLEGATION_SUB_TYPE");

    public static readonly LayoutColumn AllegationDetails = new(
        "Allegation_Details", required: false, "ALLEGATION_DETAIL", "ALLEGATION_DESCRIPTION", "NARRATIVE");

    public static readonly LayoutColumn IncidentDate = new("IncidentDate", required: true, "DATE_OF_INCIDENT");

    public static readonly LayoutColumn CertificationStatus = new(
        "CertificationStatus", required: false, "CERTIFICATION", "OFFICER_CERTIFICATION_STATUS");

    public static readonly LayoutColumn OfficerNumber = new(
        "MPTCID", required: true, "MPTC_NUMBER", "OFFICER_ID", "OFFICER_NUMBER", "OFFICER_MPTC_ID");

    public static readonly LayoutColumn AllegationNumber = new(
        "Alligation Name", required: true, "ALLEGATION_NAME", "ALLEGATION_NUMBER", "ALLEGATION_ID", "ALLEGATION");

    // Without this column a reversed decision could not be told from a standing one (8.06(4)(b)1.j), so it is required.
    public static readonly LayoutColumn Disciplines = new(
        "Disciplines", required: true, "DISCIPLINE", "DISCIPLINE_IMPOSED");

    public static readonly LayoutColumn Disposition = new(
        "LEADisposition", required: true, "DISPOSITION", "AGENCY_DISPOSITION");

    public static readonly LayoutColumn IntakeChannel = new("IntakeChannel", required: false);

    public static readonly LayoutColumn Suffix = new("Suffix", required: false, "NAME_SUFFIX", "OFFICER_SUFFIX");

    public static readonly LayoutColumn County = new("County", required: false);

    public static readonly ColumnLayout Columns = new(
        Name, ComplaintNumber, IaNumber, ReportingAgency, LastName, FirstName, CurrentAgency, AllegationType,
        AllegationSubtype, AllegationDetails, IncidentDate, CertificationStatus, OfficerNumber, AllegationNumber,
        Disciplines, Disposition, IntakeChannel, Suffix, County);
}
