using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Imports;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Imports.Profiles.SaveProfile;
using Post.Kernel.Imports.Reading;
using Post.Kernel.Imports.ReceiveImport;
using Post.Testing;

namespace Post.Certification.Tests.Imports;

/// <summary>Rosters of two real departments, in layouts of their own, become officers and service by profiles alone.</summary>
[Trait("Category", "Slow")]
public sealed class RealRosterFilesTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_asOf = new(2025, 6, 30);

    [RealDataFact("chicago-cpdp/final-profiles.csv.gz")]
    public async Task Chicago_BecomesServiceWithItsDays()
    {
        var bytes = Unpacked("chicago-cpdp/final-profiles.csv.gz");
        await SaveAsync("employment", "Chicago", bytes,
            Number("OfficerNumber", "UID"), From("LastName", "last_name"), From("FirstName", "first_name"), From("Suffix", "suffix_name"),
            Made("AgencyName", "Chicago Police Department"), Made("AgencyState", "IL"),
            new FieldRule("Rank") { Column = "current_rank", Values = new Dictionary<string, string> { ["UNKNOWN"] = "" } },
            Day("StartDate", "appointed_date"), Day("EndDate", "resignation_date"));

        var run = await BringInAsync("employment", bytes, "Chicago");
        var again = await BringInAsync("employment", bytes, "Chicago");

        Assert.Equal(33_051, run.Counts.Rows);
        Assert.True(run.Counts.Accepted > 32_000, $"{run.Counts}");
        Assert.Equal(run.Counts.Accepted, again.Counts.Unchanged);
        var facts = await host.FactsOfAsync("0010-0001");
        Assert.Equal((new DateOnly(1950, 6, 3), new DateOnly(1980, 3, 10)), (facts.Service[0].From!.Value, facts.Service[0].Until!.Value));
        Assert.Equal(run.Counts.Accepted, await host.ScalarAsync<long>("select count(*) from certification.employment where superseded_at is null"));
    }

    [RealDataFact("nyc-ccrb/active_officers_2022-02-07.csv.gz")]
    public async Task NewYork_BecomesOfficersWhoseNameIsPutTogether()
    {
        var bytes = Unpacked("nyc-ccrb/active_officers_2022-02-07.csv.gz");
        await SaveAsync("officers", "New York", bytes,
            Made("OFFICER", "{lastname}, {firstname}"), Number("MPTC ID", "id"), Made("STATUS", "Certified"),
            Made("LAW ENFORCEMENT AGENCY", "New York City Police Department"));

        var run = await BringInAsync("officers", bytes, "New York");

        Assert.Equal((35_138L, 35_135L, 3L), (run.Counts.Rows, run.Counts.Accepted, run.Counts.Unchanged));
        Assert.Equal("Accardi Richard", await host.ScalarAsync<string>(
            "select n.surname || ' ' || n.first_name from certification.person_name n join certification.person p on p.id = n.person_id where p.officer_number = '0000-0001'"));
    }

    private static FieldRule From(string field, string column) => new(field) { Column = column };

    private static FieldRule Made(string field, string template) => new(field) { Constant = template };

    private static FieldRule Number(string field, string column) => new(field) { Column = column, Mask = "0000-0000" };

    private static FieldRule Day(string field, string column) => new(field) { Column = column, DateForm = "yyyy-MM-dd" };

    private async Task SaveAsync(string kind, string name, byte[] bytes, params IReadOnlyList<FieldRule> rules)
    {
        using var reader = new RowReader(new MemoryStream(bytes), FileEncoding.Utf8);
        var saved = await host.AsStaffAsync(new SaveProfileCommand(kind, name, ReadingOptions.Default, AsOfRule.Ask, reader.ReadHeader().Cells, rules));
        Assert.Null(saved.Refusal);
    }

    private async Task<ImportRun> BringInAsync(string kind, byte[] bytes, string profile)
    {
        using var content = new MemoryStream(bytes);
        var run = await host.Send(new ReceiveImportCommand(kind, "roster.csv", await host.KeepAsync(content), s_asOf, false, false, profile));
        Assert.Null(run.Refusal);
        var ended = await host.Services.GetRequiredService<ImportRunner>().RunAsync(run.Value, null, default);
        Assert.Equal(ImportState.Done, ended.Value.State);
        return ended.Value;
    }

    private static byte[] Unpacked(string file)
    {
        using var from = new GZipStream(File.OpenRead(RealData.Find(file)!), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
