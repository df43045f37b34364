using System.Globalization;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Features.ImportDisciplinary;

/// <summary>Judges rows by their own content and by what stood earlier in the same file.</summary>
internal sealed class DisciplinaryChecker(DateOnly asOf, HashSet<int> allegationsSeen) : IRowChecker
{
    public StagedRow Check(ImportRow row, ColumnMap columns)
    {
        if (row.Problem is { } unreadable) return Rejected(row, [unreadable.Text]);

        var cells = columns.Over(row.Cells);
        var reading = DisciplinaryRow.Read(cells, asOf);
        if (reading.Row is not { } meaning) return Rejected(row, [.. reading.Reasons.Select(r => r.Text)]);
        if (!allegationsSeen.Add(KeyOf(meaning.AllegationNumber)))
        {
            return Rejected(row, [$"Allegation {meaning.AllegationNumber} stands in the file already; the first row was taken."]);
        }

        var verdict = reading.Verdict is RowVerdict.Held ? ImportVerdict.Held : ImportVerdict.Accepted;
        string[] reasons = [.. reading.Reasons.Concat(reading.Notes).Select(r => r.Text)];
        var staged = new StagedDisciplinaryRow(meaning, StagedDisciplinaryRow.DigestOf(cells));
        return new StagedRow(row, verdict, reasons, staged.Write);
    }

    /// <summary>The eight digits of an allegation number; four bytes each keep a million of them in a few megabytes.</summary>
    internal static int KeyOf(string allegationNumber) =>
        int.Parse(allegationNumber.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);

    private static StagedRow Rejected(ImportRow row, IReadOnlyList<string> reasons) =>
        new(row, ImportVerdict.Rejected, reasons, StagedDisciplinaryRow.WriteNothing);
}
