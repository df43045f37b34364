using System.Text.Json;
using Post.Kernel.Imports;
using Post.Testing;

namespace Post.Standards.Tests.ImportDisciplinary;

/// <summary>The Commission's real file through the whole engine; skipped with a word where it is not beside the checkout.</summary>
public sealed class RealFileImportTests : IClassFixture<ModuleHost>
{
    private readonly ModuleHost _host;

    public RealFileImportTests(ModuleHost host) => _host = host;

    [RealDataFact("ma-post-disciplinary/Complaints.csv")]
    [Trait("Clause", "8.05(2)(a)")]
    public async Task TheWholeFile_IsAccountedForAndTwiceChangesNothing()
    {
        var bytes = await File.ReadAllBytesAsync(RealData.Find("ma-post-disciplinary/Complaints.csv")!);

        var run = (await _host.BringInAsync(bytes)).Value;

        Assert.Equal(new ImportCounts(5_802, 5_789, 13, 0, 0), run.Counts);
        Assert.Equal("Windows-1252", run.Encoding);
        var figures = JsonSerializer.Deserialize<Dictionary<string, long>>(run.Summary!)!;
        Assert.Equal((3_978, 2_529, 291), (figures["complaints"], figures["officers"], figures["agencies"]));
        Assert.Equal(3_978L, await _host.ScalarAsync<long>("select count(*) from standards.complaint"));
        Assert.Equal(2_529L, await _host.ScalarAsync<long>("select count(*) from certification.person"));
        Assert.Equal(5_802L, await _host.ScalarAsync<long>("select count(*) from standards.allegation"));
        Assert.Equal(21L, await _host.ScalarAsync<long>(NamesakePairs));
        Assert.True(await _host.ScalarAsync<bool>("select exists (select from standards.allegation_report where narrative like '%’%')"));

        var before = await _host.RecordDigestAsync();
        var again = (await _host.BringInAsync(bytes)).Value;
        Assert.Equal(new ImportCounts(5_802, 0, 0, 0, 5_802), again.Counts);
        Assert.Equal(before, await _host.RecordDigestAsync());
    }

    private const string NamesakePairs = """
        select count(*) from (
          select lower(first_name), lower(surname) from certification.person_name group by 1, 2
          having count(distinct person_id) = 2) pairs
        """;
}
