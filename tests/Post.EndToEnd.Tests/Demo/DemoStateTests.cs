using Post.Cli.Demo;
using Post.Kernel.Imports.Reading;
using Post.Standards.Features.ImportDisciplinary.Layout;

namespace Post.EndToEnd.Tests.Demo;

public sealed class DemoStateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("post-demo").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(File.ReadAllBytes(Written(50, seed: 7)), File.ReadAllBytes(Written(50, seed: 7)));
        Assert.NotEqual(File.ReadAllBytes(Written(50, seed: 7)), File.ReadAllBytes(Written(50, seed: 8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(2_000)]
    public async Task Officers_AreAsManyAsAsked(int officers)
    {
        var read = await ReadAsync(Written(officers, seed: 1));

        Assert.Equal(officers, read.Select(r => r.Row!.OfficerNumber).Distinct().Count());
        Assert.All(read, r => Assert.InRange(r.Row!.OfficerNumber[..4], "3110", "3229"));
    }

    [Fact]
    public async Task StateOfTwoThousand_HasTheDirtOfTheRealFile()
    {
        var path = Written(2_000, seed: 1);
        Assert.Equal(FileEncoding.Windows1252, (await ImportFile.InspectAsync(path)).Encoding);

        var read = await ReadAsync(path);
        var rows = read.ConvertAll(r => r.Row!);

        Assert.InRange(read.Count(r => r.Verdict == RowVerdict.Held), 1, 40);
        Assert.InRange(rows.Count(r => r.HasReversal), 5, 60);
        Assert.InRange(rows.Count(r => r.HasPending), 10, 100);
        Assert.Contains(rows, r => r.Disciplines.Any(d => d.Qualifiers.Contains("HeldInAbeyance")));
        Assert.Contains(rows, r => r.Disciplines.Count == 0);
        Assert.Contains(rows, r => r.Category.State == CodeState.Redacted);
        Assert.Contains(rows, r => r.CertificationStatus.Code == Codes.NotRecorded);
        Assert.Contains(rows, r => r.CurrentAgency.Spelling is null);
        Assert.Contains(rows, r => r.Officer.Surname == "Smith");
        Assert.InRange(rows.Select(r => r.ReportingAgency.SourceText).Distinct().Count(), 61, 120);
    }

    [Fact]
    public async Task Complaints_HaveSeveralAllegationsAndSeveralOfficers()
    {
        var rows = (await ReadAsync(Written(2_000, seed: 1))).ConvertAll(r => r.Row!);
        var complaints = rows.GroupBy(r => r.ComplaintNumber).ToList();

        Assert.Contains(complaints, c => c.Count() > 3);
        Assert.Contains(complaints, c => c.Select(r => r.OfficerNumber).Distinct().Count() > 1);
        Assert.Equal(rows.Count, rows.Select(r => r.AllegationNumber).Distinct().Count());
        Assert.Contains(rows.GroupBy(r => (r.Officer.FirstName, r.Officer.Surname)),
            name => name.Select(r => r.OfficerNumber).Distinct().Count() > 1);
    }

    private string Written(int officers, int seed)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
        DemoState.WriteDisciplinaryFile(path, officers, seed);
        return path;
    }

    private static async Task<List<RowReading>> ReadAsync(string path)
    {
        var inspection = await ImportFile.InspectAsync(path);
        using var reader = new RowReader(ImportFile.Open(path), inspection.Encoding!.Value);
        var map = ColumnMap.Find(DisciplinaryLayout.Columns, reader.ReadHeader().Cells).Map!;
        var rows = reader.Rows().ToList();
        Assert.DoesNotContain(rows, r => r.Rejected);

        var read = rows.ConvertAll(r => DisciplinaryRow.Read(map.Over(r.Cells), DemoState.AsOf));
        Assert.DoesNotContain(read, r => r.Verdict == RowVerdict.Rejected);
        return read;
    }
}
