using Post.Kernel.Imports.Reading;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.Standards.Tests.ImportDisciplinary;

/// <summary>A small disciplinary file of the real shape, each row said by what is unusual about it.</summary>
internal static class DisciplinaryFile
{
    public static readonly DateOnly AsOf = new(2024, 8, 24);

    private static readonly string[] Header = [.. DisciplinaryLayout.Columns.Columns.Select(c => c.Name)];

    private static readonly ColumnMap Map = ColumnMap.Find(DisciplinaryLayout.Columns, Header).Map!;

    private static readonly string[] Plain =
    [
        "50000001", "19-8-IA", "Millbrook Police Department", "Smith", "Mary", "Millbrook Police Department",
        "Other Misconduct", "Other / conduct unbecoming", "Alleged to have left a detail before its end.",
        "7/15/2017", "Certified", "1000-0001", "A-50000001", "Written Reprimand", "Sustained", "Test", "", "Norfolk",
    ];

    public static RowReading Row(params (LayoutColumn Column, string Text)[] unusual)
    {
        var cells = (string[])Plain.Clone();
        foreach (var (column, text) in unusual) cells[Array.IndexOf(Header, column.Name)] = text;
        return DisciplinaryRow.Read(Map.Over(cells), AsOf);
    }

    public static DisciplinaryRow Taken(LayoutColumn column, string text)
    {
        var reading = Row((column, text));
        Assert.Equal(RowVerdict.Accepted, reading.Verdict);
        return reading.Row!;
    }

    public static FileReading Read(string path)
    {
        var inspection = ImportFile.InspectAsync(path).GetAwaiter().GetResult();
        Assert.Null(inspection.Refusal);
        using var reader = new RowReader(ImportFile.Open(path), inspection.Encoding!.Value);
        var mapping = ColumnMap.Find(DisciplinaryLayout.Columns, reader.ReadHeader().Cells);
        var rows = reader.Rows().ToList();
        var meanings = rows.Where(r => !r.Rejected)
            .Select(r => DisciplinaryRow.Read(mapping.Map!.Over(r.Cells), AsOf)).ToList();
        return new FileReading(inspection, mapping.Map!, rows, meanings);
    }
}

/// <summary>A whole file as read: what was found, its rows, and what the readable ones mean.</summary>
internal sealed record FileReading(
    FileInspection Inspection, ColumnMap Map, IReadOnlyList<ImportRow> Rows, IReadOnlyList<RowReading> Meanings)
{
    public IEnumerable<DisciplinaryRow> Taken => Meanings.Where(m => m.Row is not null).Select(m => m.Row!);

    public int Verdicts(RowVerdict verdict) => Meanings.Count(m => m.Verdict == verdict);
}
