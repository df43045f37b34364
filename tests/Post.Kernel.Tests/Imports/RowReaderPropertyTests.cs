using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;

namespace Post.Kernel.Tests.Imports;

public sealed class RowReaderPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true);

    private static readonly Gen<string> Cell = Gen
        .Elements([.. "ab,,\"\"\n\r\t;='é’€ 0"])
        .ArrayOf()
        .Select(c => new string(c));

    private static readonly Arbitrary<string[][]> Tables =
        Cell.ArrayOf(3).ArrayOf().ToArbitrary();

    private static readonly Arbitrary<string> Junk = Gen
        .Elements([.. "a,,\"\"\n\r"])
        .ArrayOf()
        .Select(c => new string(c))
        .ToArbitrary();

    [Fact]
    public void CellsWritten_AreReadBackEqual() => Prop
        .ForAll(Tables, table => Same(table, Bytes.Rows(Write(table)).Select(r => r.Cells)))
        .Check(Thorough);

    [Fact]
    public void WellFormedText_ReadsAsAnotherParserReadsIt() => Prop
        .ForAll(Tables, table => Same(ReadByCsvHelper(Write(table)), Bytes.Rows(Write(table)).Select(r => r.Cells)))
        .Check(Thorough);

    [Fact]
    public void AnyText_EndsInRowsThatCoverEveryLine() => Prop
        .ForAll(Junk, junk =>
        {
            var rows = Bytes.Rows($"a,b\n{junk}");
            var lines = rows.Select(r => r.Line).ToList();
            return lines.SequenceEqual(lines.Distinct().Order())
                && rows.TrueForAll(r => r.Rejected || r.Cells.Count == 2);
        })
        .Check(Thorough);

    [Fact]
    public void AnyTextInDrips_ReadsAlike() => Prop
        .ForAll(Junk, junk =>
        {
            var text = $"a,b\n{junk}";
            var drip = Bytes.Rows(new DripStream(Encoding.UTF8.GetBytes(text), 1));
            return drip.Select(r => (r.Line, r.Problem?.Code))
                .SequenceEqual(Bytes.Rows(text).Select(r => (r.Line, r.Problem?.Code)));
        })
        .Check(Thorough);

    private static bool Same(IEnumerable<IReadOnlyList<string>> expected, IEnumerable<IReadOnlyList<string>> read) =>
        expected.Select(Joined).SequenceEqual(read.Select(Joined));

    private static string Joined(IReadOnlyList<string> cells) => string.Join('\u0001', cells);

    private static string Write(string[][] table)
    {
        var text = new StringBuilder("a,b,c\r\n");
        foreach (var row in table) text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        return text.ToString();
    }

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string[]> ReadByCsvHelper(string text)
    {
        using var reader = CsvReader.Create(Bytes.Utf8(text));
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add(reader.Current.ToArray());
        return rows;
    }
}
