using Post.Certification.Features.ImportAgencies;
using Post.Certification.Features.ImportCertifications;
using Post.Certification.Features.ImportEmployment;
using Post.Certification.Features.ImportOfficers;
using Post.Certification.Features.ImportTraining;
using Post.Cli.Demo;
using Post.Cli.Verbs;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Reading;

namespace Post.EndToEnd.Tests.Demo;

public sealed class DemoStatewideTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("post-statewide").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SameSeed_GivesTheSameBytesInEveryFile()
    {
        var one = Written(60, 7);
        var other = Written(60, 7);
        var another = Written(60, 8);

        Assert.Equal(["agencies", "certifications", "employment", "training", "officers", "officers", "officers", "disciplinary"], one.Select(f => f.Kind));
        Assert.All(one.Zip(other), pair => Assert.Equal(File.ReadAllBytes(pair.First.Path), File.ReadAllBytes(pair.Second.Path)));
        Assert.NotEqual(File.ReadAllBytes(one[2].Path), File.ReadAllBytes(another[2].Path));
    }

    // Alphabetically, and by its day, a training may stand before the lists that register its officers.
    [Fact]
    public void Folder_IsTakenAgenciesFirst_ThenByDay_AndTrainingLast()
    {
        KnownFile[] files =
        [
            new("a-training.csv", "training", new DateOnly(2024, 6, 30)), new("b.csv", "officers", new DateOnly(2025, 6, 30)),
            new("c.csv", "officers", new DateOnly(2024, 6, 30)), new("d.csv", "agencies", new DateOnly(2026, 1, 1)),
        ];

        Assert.Equal(["d.csv", "c.csv", "b.csv", "a-training.csv"], ImportDirVerb.InOrder(files).Select(f => f.File));
    }

    [Fact]
    public void EveryRow_IsOneThatItsImporterTakes()
    {
        var files = Written(1_500, 1);

        Assert.All(
            files.Where(f => f.Kind != "disciplinary").SelectMany(f => Judged(f).Select(r => (f.Kind, Row: r))),
            judged => Assert.True(judged.Row.Verdict is ImportVerdict.Accepted, $"{judged.Kind}: {string.Join(' ', judged.Row.Reasons)} {string.Join('|', judged.Row.Source.Cells)}"));
    }

    [Fact]
    public void State_HasAsManyOfficersAndAgenciesAsAskedAndACommonSurname()
    {
        var files = Written(1_500, 1);
        var list = File.ReadAllLines(files.Last(f => f.Kind == "officers").Path);

        Assert.Equal(441, File.ReadAllLines(files[0].Path).Length);
        Assert.Equal(1_500, list.Skip(1).Select(l => l.Split("\",")[^1].Split(',')).Select(c => c[0].Length == 9 ? c[0] : c[1]).Distinct().Count());
        Assert.True(list.Count(l => l.StartsWith("\"Smith", StringComparison.Ordinal)) >= 5);
        Assert.Contains(list, l => l.Contains("UNASSOCIATED OFFICER", StringComparison.Ordinal));
        Assert.InRange(File.ReadAllLines(files[^1].Path).Length, 300, 1_500);
    }

    private IReadOnlyList<DemoFile> Written(int officers, int seed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{Guid.NewGuid():N}")).FullName;
        return DemoStatewide.Write(folder, officers, seed);
    }

    private static IEnumerable<StagedRow> Judged(DemoFile file)
    {
        (ColumnLayout Layout, IRowChecker Checker) kind = file.Kind switch
        {
            "agencies" => (AgenciesLayout.Columns, new AgenciesChecker(file.AsOf)),
            "officers" => (OfficersLayout.Columns, new OfficersChecker()),
            "training" => (TrainingLayout.Columns, new TrainingChecker(file.AsOf)),
            "employment" => (EmploymentLayout.Columns, new EmploymentChecker(file.AsOf)),
            _ => (CertificationsLayout.Columns, new CertificationsChecker(file.AsOf)),
        };
        using var reader = new RowReader(ImportFile.Open(file.Path), FileEncoding.Utf8);
        var map = ColumnMap.Find(kind.Layout, reader.ReadHeader().Cells).Map!;
        return [.. reader.Rows().Select(r => kind.Checker.Check(r, map))];
    }
}
