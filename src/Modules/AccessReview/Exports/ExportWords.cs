using System.Globalization;
using Post.AccessReview.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;

namespace Post.AccessReview.Exports;

/// <summary>What the pages say about a file that was asked for.</summary>
internal static class ExportWords
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    private static readonly Dictionary<string, string> s_told = new Refusal[]
    {
        new ExportOfSomebodyElse(), new ExportNotDecided(), new ExportWasRefused(), new ExportRanOut(), new ExportTaken(), new QuestionChanged(),
        new PurposeNeeded(), new NotRecorded(),
    }.ToDictionary(r => r.Code, r => r.Text);

    public static string State(ExportState state) => state switch
    {
        ExportState.Waiting => "Waits for a second person",
        ExportState.Refused => "Refused",
        ExportState.Approved => "Approved, not taken",
        ExportState.RanOut => "Approval ran out, not taken",
        _ => "Taken",
    };

    public static string Size(ExportRow row) => string.Create(
        s_culture, $"{row.Rows:N0} {(row.Rows == 1 ? "row" : "rows")}, {row.Persons:N0} {(row.Persons == 1 ? "person" : "persons")}");

    /// <summary>Why a file was not given out, by the code with which the form came back.</summary>
    public static string Told(string code) => code == Refusal.CodeOf(typeof(LogNotSealed))
        ? "Downloads are stopped: the access log waits for its seal. Nothing was given out and the approval still holds; try again later."
        : s_told.GetValueOrDefault(code, "The file was not given out. Nothing left, and the try is on record.");
}
