using Post.Kernel.Imports.Reading;

namespace Post.Certification.Features.ImportTraining;

/// <summary>Training history as a training committee or academy sends it: one row for each training taken or missed.</summary>
internal static class TrainingLayout
{
    public static readonly LayoutColumn OfficerNumber = new("OfficerNumber", required: true, "OFFICER_ID", "MPTC ID", "MPTCID");
    public static readonly LayoutColumn LastName = new("LastName", required: true, "SURNAME") { Type = FieldType.Name };
    public static readonly LayoutColumn FirstName = new("FirstName", required: true) { Type = FieldType.Name };
    public static readonly LayoutColumn Suffix = new("Suffix", required: false);
    public static readonly LayoutColumn Provider = new("Provider", required: true, "TRAINING_PROVIDER");
    public static readonly LayoutColumn RecordNumber = new("RecordNumber", required: true, "ENROLLMENT_ID", "RECORD_ID");
    public static readonly LayoutColumn TrainingType = new("TrainingType", required: true, "TYPE");
    public static readonly LayoutColumn Course = new("Course", required: true, "COURSE_TITLE", "REQUIREMENT");
    public static readonly LayoutColumn StartDate = new("StartDate", required: false, "START");
    public static readonly LayoutColumn CompletionDate = new("CompletionDate", required: true, "COMPLETED_ON", "COMPLETED");
    public static readonly LayoutColumn MissedDate = new("MissedDate", required: false, "NOT_MET_BY", "PERIOD_END");
    public static readonly LayoutColumn Hours = new("Hours", required: false, "CREDIT_HOURS");
    public static readonly LayoutColumn Location = new("Location", required: true, "PLACE", "ACADEMY");
    public static readonly LayoutColumn Explanation = new("Explanation", required: false, "MITIGATING_REASON");

    public static readonly ColumnLayout Columns = new(
        "Training history", OfficerNumber, LastName, FirstName, Suffix, Provider, RecordNumber, TrainingType, Course, StartDate,
        CompletionDate, MissedDate, Hours, Location, Explanation);
}
