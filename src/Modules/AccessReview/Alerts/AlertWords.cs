using Post.AccessReview.Domain;

namespace Post.AccessReview.Alerts;

/// <summary>Alerts in plain words.</summary>
internal static class AlertWords
{
    public static string State(AlertState state) => state switch
    {
        AlertState.New => "New",
        AlertState.Asked => "Asked",
        AlertState.Answered => "Answered",
        AlertState.Explained => "Explained",
        AlertState.Unexplained => "Not explained",
        AlertState.Closed => "Closed",
        _ => "Referred",
    };

    public static string Chip(AlertState state) => state switch
    {
        AlertState.New => "bad",
        AlertState.Asked => "warn",
        AlertState.Answered => "rev",
        AlertState.Explained => "ok",
        AlertState.Unexplained => "bad",
        _ => "off",
    };

    public static string Source(AlertSource source) => source switch
    {
        AlertSource.BreakGlass => "Look past the rules",
        AlertSource.LargeExport => "Large export",
        AlertSource.Flagged => "Flagged record",
        AlertSource.Sample => "Sample",
        AlertSource.Concern => "Concern of the person",
        _ => "Rule",
    };

    public static string Step(StepKind step) => step switch
    {
        StepKind.Assigned => "Took it on",
        StepKind.Asked => "Asked",
        StepKind.Answered => "Answered",
        StepKind.Explained => "Judged: explained",
        StepKind.Unexplained => "Judged: not explained",
        StepKind.Closed => "Closed, as second person",
        _ => "Referred, as second person",
    };
}
