using System.Globalization;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Features.ImportDisciplinary;

/// <summary>Judges rows by their own content and by what stood earlier in the same file.</summary>
internal sealed class DisciplinaryChecker(DateOnly asOf) : IRowChecker
{
    private readonly HashSet<int> _seen = [];
    private readonly DistinctTexts _complaints = new();
    private readonly DistinctTexts _officers = new();
    private readonly DistinctTexts _agencies = new();

    public IReadOnlyDictionary<string, long> Figures => new Dictionary<string, long>
    {
        ["complaints"] = _complaints.Count,
        ["officers"] = _officers.Count,
        ["agencies"] = _agencies.Count,
    };

    public StagedRow Check(ImportRow row, ColumnMap columns)
    {
        if (row.Problem is { } unreadable) return Rejected(row, [unreadable.Text]);

        var cells = columns.Over(row.Cells);
        var reading = DisciplinaryRow.Read(cells, asOf);
        if (reading.Row is not { } meaning) return Rejected(row, [.. reading.Reasons.Select(r => r.Text)]);
        if (!_seen.Add(KeyOf(meaning.AllegationNumber)))
        {
            return Rejected(row, [$"Allegation {meaning.AllegationNumber} stands in the file already; the first row was taken."]);
        }

        _complaints.Add(meaning.ComplaintNumber);
        _officers.Add(meaning.OfficerNumber);
        _agencies.Add(meaning.ReportingAgency.SourceText);
        var verdict = reading.Verdict is RowVerdict.Held ? ImportVerdict.Held : ImportVerdict.Accepted;
        string[] reasons = [.. reading.Reasons.Concat(reading.Notes).Select(r => r.Text)];
        var staged = new StagedDisciplinaryRow(meaning, StagedDisciplinaryRow.DigestOf(cells));
        return new StagedRow(row, verdict, reasons, staged.Write);
    }

    /// <summary>The eight digits of an allegation number; four bytes each keep a million of them in a few megabytes.</summary>
    private static int KeyOf(string allegationNumber) =>
        int.Parse(allegationNumber.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);

    private static StagedRow Rejected(ImportRow row, IReadOnlyList<string> reasons) =>
        new(row, ImportVerdict.Rejected, reasons, StagedDisciplinaryRow.WriteNothing);
}
