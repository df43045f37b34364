using System.Globalization;

namespace Post.App.Operations;

/// <summary>Runs of jobs in plain words.</summary>
internal static class JobWords
{
    public static string Of(JobRunState? state) => state switch
    {
        null => "Not run yet",
        JobRunState.Asked => "About to be tried",
        JobRunState.Running => "Running",
        JobRunState.Succeeded => "Succeeded",
        JobRunState.Refused => "Refused",
        JobRunState.Missed => "Missed",
        _ => "Failed",
    };

    public static string Chip(JobRunState? state) => state switch
    {
        JobRunState.Succeeded => "ok",
        JobRunState.Failed or JobRunState.Refused => "bad",
        JobRunState.Asked or JobRunState.Running => "warn",
        _ => "off",
    };

    public static string Took(TimeSpan? took) =>
        took is { } t ? t.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s" : "—";
}
