using System.Globalization;
using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Layout = Post.Certification.Features.ImportTraining.TrainingLayout;

namespace Post.Certification.Features.ImportTraining;

/// <summary>Judges each row of a training history by its own content.</summary>
internal sealed class TrainingChecker(DateOnly asOf) : IRowChecker
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "officer_number", "first_name", "surname", "suffix", "sort_key", "recased", "provider_code", "record_key", "type_code",
        "course", "course_folded", "started_on", "completed_on", "missed_by", "minutes", "place", "explanation",
    ];

    private const int RecordNumberMaxLength = 60;
    private const int MinutesInHour = 60;

    // A recruit's academy lasts some nine hundred hours; ten times that is a slip of the keyboard.
    private const decimal HoursMost = 9_000;

    private const string NoPlace = "Location is blank: the training waits for its place (8.05(1)(c)).";

    public StagedRow Check(ImportRow row, ColumnMap columns)
    {
        if (row.Problem is { } unreadable) return StagedCells.Rejected(row, [unreadable.Text], Columns.Count);

        var cells = new RowCells(columns.Over(row.Cells));
        var number = cells.OfficerNumber(Layout.OfficerNumber);
        var name = ReportedName.Read(cells, Layout.FirstName, Layout.LastName, Layout.Suffix);
        var provider = cells.Code(Layout.Provider, "training-provider");
        var key = cells.Required(Layout.RecordNumber, RecordNumberMaxLength);
        var type = cells.Code(Layout.TrainingType, "training");
        var course = cells.Required(Layout.Course);
        var started = cells.PastDate(Layout.StartDate, asOf);
        var completed = cells.PastDate(Layout.CompletionDate, asOf);
        var missed = cells.PastDate(Layout.MissedDate, asOf);
        var minutes = Minutes(cells);
        var place = cells.Text(Layout.Location);
        var explanation = cells.Text(Layout.Explanation, RowCells.RemarkMaxLength);
        JudgeOutcome(cells, started, completed, missed);
        if (cells.Problems.Count > 0) return StagedCells.Rejected(row, cells.Problems, Columns.Count, number);

        // A place that nobody gave is asked for; the record is not kept without it.
        var waits = completed is not null && place is null;
        return StagedCells.Judged(
            row, waits ? ImportVerdict.Held : ImportVerdict.Accepted, waits ? [NoPlace] : [],
            [
                number, name.FirstName, name.Surname, name.Suffix, name.SortKey, name.Recased, provider, key.ToUpperInvariant(), type,
                course, FoldedWords.Of(course), started, completed, missed, minutes, place, explanation,
            ]);
    }

    // A missed requirement is written down with the end of its period; silence is neither (12.04(1)(e)).
    private static void JudgeOutcome(RowCells cells, DateOnly? started, DateOnly? completed, DateOnly? missed)
    {
        var said = IsSaid(cells, Layout.CompletionDate) || IsSaid(cells, Layout.MissedDate);
        if (!said) cells.Fault($"{Layout.CompletionDate.Name} and {Layout.MissedDate.Name} are both blank: was it completed, or missed by when?");
        if (completed is not null && missed is not null) cells.Fault($"{Layout.CompletionDate.Name} and {Layout.MissedDate.Name} are both given: one training is completed or missed.");
        if (completed < started) cells.Fault($"{Layout.CompletionDate.Name} is before {Layout.StartDate.Name}.");
    }

    private static bool IsSaid(RowCells cells, LayoutColumn column) => cells.Has(column) && cells.Raw(column).Trim().Length > 0;

    private static int? Minutes(RowCells cells)
    {
        if (cells.Text(Layout.Hours) is not { } text) return null;
        var read = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours);
        if (read && hours is > 0 and <= HoursMost) return (int)decimal.Round(hours * MinutesInHour);
        cells.Fault($"{Layout.Hours.Name} should be a number such as 8 or 7.5, and is “{RowCells.Excerpt(text)}”.");
        return null;
    }
}
