using System.Text.Json;
using Post.Kernel.Imports;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

public sealed class ImportAgenciesTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private const string Staged = "staged_agency_row";

    [Fact]
    public async Task NewAgency_IsInTheRegisterUnderItsNameKindAndCounty()
    {
        await host.BringInAsync("agencies", Agencies(Agency("Ashgrove Police Department", "Town", "Essex", others: "Ashgrove PD; Town of Ashgrove")));

        var agency = Assert.Single(await host.AgenciesAsync(), a => a.Name == "Ashgrove Police Department");
        Assert.Equal((false, "Essex"), (agency.Provisional, agency.County));
        Assert.Equal(["Ashgrove PD", "Town of Ashgrove"], agency.Spellings);
        Assert.Equal("Municipal", await host.ScalarAsync<string>("select kind from certification.law_enforcement_agency where id = $1", agency.Id));
    }

    [Fact]
    public async Task SpellingThatWaited_IsConfirmedAndServiceUnderOthersFollows()
    {
        await host.ReportAsync(Reports.List(Reports.August,
            Reports.Officer("4301-0001", "Ana", "Silva", agency: "Redstone P.D."), Reports.Officer("4301-0002", "Ben", "Cole", agency: "REDSTONE POLICE DEPARTMENT")));

        await host.BringInAsync("agencies", Agencies(Agency("Redstone Police Department", others: "Redstone P.D.")));

        var agency = Assert.Single(await host.AgenciesAsync(), a => a.Name.StartsWith("Redstone", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Redstone Police Department", agency.Name);
        Assert.False(agency.Provisional);
        Assert.Equal(agency.Id, (await host.FactsOfAsync("4301-0001")).CurrentAgencyId);
        Assert.Equal(agency.Id, (await host.FactsOfAsync("4301-0002")).CurrentAgencyId);
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from certification.agency_spelling where state = 'Queued' and folded like 'redstone%'"));
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from kernel.outbox where type like '%LawEnforcementAgencyMerged' and body ->> 'intoAgencyId' = $1", agency.Id.ToString()));
    }

    [Fact]
    public async Task PreviousName_EndsOnTheDayTheNewOneBegins()
    {
        await host.BringInAsync("agencies", Agencies(Agency("Quillmont State College Police", "Campus")), new DateOnly(2020, 1, 1));

        await host.BringInAsync("agencies", Agencies(Agency(
            "Quillmont State University Police", "Campus", from: "10/1/2023", previous: "Quillmont State College Police")));

        Assert.Equal(
            "Quillmont State College Police 2020-01-01..2023-10-01; Quillmont State University Police 2023-10-01..",
            await host.ScalarAsync<string>(
                """
                select string_agg(name || ' ' || valid_from || '..' || coalesce(valid_to::text, ''), '; ' order by valid_from)
                from certification.law_enforcement_agency_name where name like 'Quillmont%' and superseded_at is null
                """));
    }

    [Fact]
    public async Task SameRegisterAgain_ChangesNothingAndALaterOneSupersedesTheCounty()
    {
        var file = Agencies(Agency("Copperton Police Department"), Agency("Elmwood Heights Sheriff's Office", "Sheriff", ""));
        await host.BringInAsync("agencies", file);
        var (record, announced) = (await host.RecordAsync(), await host.ScalarAsync<long>("select count(*) from kernel.outbox"));

        var again = await host.BringInAsync("agencies", file);
        Assert.Equal(new ImportCounts(2, 0, 0, 0, 2), again.Counts);
        Assert.Equal(record, await host.RecordAsync());
        Assert.Equal(announced, await host.ScalarAsync<long>("select count(*) from kernel.outbox"));

        await host.BringInAsync("agencies", Agencies(Agency("Copperton Police Department", county: "Plymouth")), July);
        var older = await host.BringInAsync("agencies", file);
        Assert.Equal("Unchanged: The record holds a later register of this agency.", await host.ReasonAsync(older, Staged, 1));
        Assert.Equal("Norfolk 2025-06-30 2025-07-31; Plymouth 2025-07-31 ", await host.ScalarAsync<string>(
            """
            select string_agg(l.county || ' ' || l.valid_from || ' ' || coalesce(l.valid_to::text, ''), '; ' order by l.valid_from)
            from certification.law_enforcement_agency_listing l join certification.law_enforcement_agency_name n on n.agency_id = l.agency_id
            where n.name = 'Copperton Police Department' and l.superseded_at is null
            """));
    }

    [Fact]
    public async Task NameThatBelongsToAnother_HoldsEveryRowThatClaimsIt()
    {
        var run = await host.BringInAsync("agencies", Agencies(
            Agency("Kingsmere Police Department", others: "Kings PD"), Agency("Kingsport Police Department", others: "KINGS  PD."),
            Agency("Fox Glen Police Department"), Agency("FOX GLEN POLICE DEPT.", "Campus")));

        Assert.Equal(4, run.Counts.Held);
    }

    [Theory]
    [InlineData("UNASSOCIATED OFFICER", "Town", "", "", "names no agency")]
    [InlineData("", "Town", "", "", "AgencyName is blank.")]
    [InlineData("Fox Glen Police Department", "Club", "", "", "“Club” in AgencyType is none of")]
    [InlineData("Fox Glen Police Department", "Town", "", "Fox Hill Police", "PreviousName is given and NameFrom is blank.")]
    public async Task RowThatCannotBe_IsRejectedWithItsReason(string name, string type, string from, string previous, string reason)
    {
        var run = await host.BringInAsync("agencies", Agencies(
            Agency(name, type, from: from, previous: previous), Agency("Dunes End Police Department")));

        Assert.Equal(1, run.Counts.Rejected);
        Assert.Contains(reason, await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
    }

    [RealDataFact("ma-agencies/massachusetts_departments.csv")]
    public async Task RealList_IsTakenWholeAndReadsAsNames()
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(RealData.Find("ma-agencies/massachusetts_departments.csv")!);
        await using var alone = await ImportOfficersTests.StartAsync();
        CertificationHost real = alone;

        var run = await real.BringInAsync("agencies", bytes, new DateOnly(2020, 7, 29));
        var again = await real.BringInAsync("agencies", bytes, new DateOnly(2020, 7, 29));

        Assert.Equal(299, run.Counts.Rows);
        Assert.Equal(0, run.Counts.Rejected);
        Assert.Equal(run.Counts.Rows - run.Counts.Held, again.Counts.Unchanged);
        Assert.Equal(run.Counts.Rows, JsonSerializer.Deserialize<Dictionary<string, long>>(run.Summary!)!["agencies"] + (run.Counts.Rows - await DistinctAsync(real, run)));
        Assert.Contains(await real.AgenciesAsync(), a => a.Name == "Abington Police Department");
    }

    private static Task<long> DistinctAsync(CertificationHost real, ImportRun run) => real.ScalarAsync<long>(
        "select count(distinct name_folded) from certification.staged_agency_row where run_id = $1", run.Id);
}
