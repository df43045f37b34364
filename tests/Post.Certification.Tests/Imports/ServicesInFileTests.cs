using FsCheck;
using FsCheck.Fluent;
using Post.Certification.Features.ImportEmployment;

namespace Post.Certification.Tests.Imports;

/// <summary>Whoever is not named here is never compared: a clash that is missed would go into the record.</summary>
public sealed class ServicesInFileTests
{
    private static readonly DateOnly s_first = new(2010, 1, 1);

    private static readonly Gen<Row> s_row =
        from officer in Gen.Elements("1", "2", "3")
        from name in Gen.Frequency((12, Gen.Constant("SMITH MARY")), (1, Gen.Constant("SMYTHE MARY")))
        from agency in Gen.Elements("otis", "gill")
        from start in Gen.Choose(0, 60)
        from days in Gen.Choose(0, 25)
        from known in Gen.Frequency((8, Gen.Constant(true)), (1, Gen.Constant(false)))
        from open in Gen.Frequency((8, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Row(officer, name, agency, known ? s_first.AddDays(start) : null, open ? null : s_first.AddDays(start + days));

    [Fact]
    public void AnyRows_WhoeverClashesIsNamed()
    {
        var (clashed, clear) = (0, 0);
        foreach (var _ in Enumerable.Range(0, 2_000))
        {
            var rows = s_row.Draw(5);
            var named = Read(rows).Compared!;
            foreach (var officer in rows.GroupBy(r => r.Officer))
            {
                var clashes = Clash([.. officer]);
                Assert.True(!clashes || named.Contains(officer.Key), string.Join("\n", officer));
                if (clashes) clashed++;
                else if (!named.Contains(officer.Key)) clear++;
            }
        }

        Assert.True(clashed > 500 && clear > 500, $"{clashed} clashed, {clear} were clear");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HistoryInOrder_NamesNobody(bool latestFirst)
    {
        Row[] rows = [.. Enumerable.Range(0, 5).Select(i => new Row("1", "SMITH MARY", "otis", s_first.AddYears(i), s_first.AddYears(i).AddDays(200)))];

        Assert.Empty(Read(latestFirst ? [.. rows.Reverse()] : rows).Compared!);
    }

    [Fact]
    public void FiguresOfTheFile_AreCounted()
    {
        var read = Read([
            new("1", "SMITH MARY", "otis", s_first, null), new("1", "SMITH MARY", "gill", null, null), new("2", "SMITH MARY", "gill", s_first, null),
        ]);

        Assert.Equal((3, 2, 2), (read.Count, read.OfficerCount, read.Agencies.Count));
    }

    [Fact]
    public void TooManyToName_ComparesAll() =>
        Assert.Null(Read([.. Enumerable.Range(0, 40_004).Select(i => new Row($"{i / 2}", "SMITH MARY", "otis", s_first, null))]).Compared);

    private static bool Clash(Row[] rows) =>
        rows.Select(r => r.Name).Distinct().Count() > 1
        || rows.Any(one => rows.Any(other => !ReferenceEquals(one, other) && one.Agency == other.Agency
            && one.From is { } from && other.From is { } since
            && (from == since || (from < (other.Until ?? DateOnly.MaxValue) && since < (one.Until ?? DateOnly.MaxValue)))));

    private static ServicesInFile Read(IReadOnlyList<Row> rows)
    {
        var services = new ServicesInFile();
        foreach (var row in rows) services.Add(row.Officer, row.Name, row.Agency, row.From, row.Until);
        return services;
    }

    private sealed record Row(string Officer, string Name, string Agency, DateOnly? From, DateOnly? Until);
}
