using Post.Kernel.Imports;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests.Imports;

public sealed class ImportEmploymentTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private const string Staged = "staged_employment_row";

    [Fact]
    [Trait("Clause", "12.04(1)(a)1")]
    [Trait("Clause", "8.06(3)(a)4")]
    public async Task SeveralEmployersAtOnce_AreAllServedAndTheLatestIsTheFirst()
    {
        var run = await host.BringInAsync("employment", Employment(
            Spell("4001-0001", "3/1/2024"), Spell("4001-0001", "5/1/2019", agency: "Harbor City Police Department", appointment: "Part-time"),
            Spell("4001-0001", "1/1/2010", "4/30/2019", agency: "Alder Bay Police Department")));

        Assert.Equal(new ImportCounts(3, 3, 0, 0, 0), run.Counts);
        var facts = await host.FactsOfAsync("4001-0001");
        Assert.Equal(
            [(new DateOnly(2024, 3, 1), null), (new DateOnly(2019, 5, 1), null), (new DateOnly(2010, 1, 1), new DateOnly(2019, 4, 30))],
            facts.Service.Select(s => (s.From!.Value, s.Until)));
        Assert.Equal(facts.Service[0].AgencyId, facts.CurrentAgencyId);
        Assert.Equal(2, facts.Service.Count(s => s.Current));
        Assert.Equal(new DateOnly(2010, 1, 1), facts.ServingFrom);
        Assert.False(facts.Source.IsCommissionList);
    }

    [Fact]
    public async Task SameFileAgain_ChangesNothing()
    {
        var file = Employment(
            Spell("4002-0001", "1/1/2012", "6/1/2018", nature: "Resigned", misconduct: "No", investigation: "Unknown"),
            Spell("4002-0001", "6/1/2018"), Spell("4002-0002", "3/3/2003"));
        await host.BringInAsync("employment", file);
        var (record, announced) = (await host.RecordAsync(), await OutboxAsync());

        var again = await host.BringInAsync("employment", file);

        Assert.Equal(new ImportCounts(3, 0, 0, 0, 3), again.Counts);
        Assert.Equal(record, await host.RecordAsync());
        Assert.Equal(announced, await OutboxAsync());
    }

    [Fact]
    public async Task LaterFileWithAnEnd_SupersedesAndKeepsWhatWasKnown()
    {
        await host.BringInAsync("employment", Employment(Spell("4003-0001", "3/1/2015")));

        await host.BringInAsync("employment", Employment(Spell("4003-0001", "3/1/2015", "7/15/2025")), July);

        Assert.Equal(new DateOnly(2025, 7, 15), (await host.FactsOfAsync("4003-0001")).ServedUntil);
        Assert.Equal("2015-03-01 open known then, 2015-03-01 2025-07-15 known now", await SpellsAsync("4003-0001"));
    }

    [Fact]
    public async Task OtherStartOfTheSameService_IsACorrection()
    {
        await host.BringInAsync("employment", Employment(Spell("4004-0001", "3/1/2015")));

        await host.BringInAsync("employment", Employment(Spell("4004-0001", "3/1/2014")), July);

        Assert.Equal("2014-03-01 open known now, 2015-03-01 open known then", await SpellsAsync("4004-0001"));
    }

    [Fact]
    public async Task OlderFile_DoesNotTakeBackNewerFacts()
    {
        await host.BringInAsync("employment", Employment(Spell("4005-0001", "3/1/2015")));
        await host.BringInAsync("employment", Employment(Spell("4005-0001", "3/1/2015")), August);
        var before = await host.RecordAsync();

        var older = await host.BringInAsync("employment", Employment(Spell("4005-0001", "3/1/2015", "5/5/2025")), July);

        Assert.Equal(1, older.Counts.Unchanged);
        Assert.Equal("Unchanged: The record holds a later report of this service.", await host.ReasonAsync(older, Staged, 1));
        Assert.Equal(before, await host.RecordAsync());
    }

    [Fact]
    [Trait("Clause", "8.05(1)(j)")]
    public async Task SuspensionFromWork_LeavesTheServiceOpen()
    {
        await host.BringInAsync("employment", Employment(
            Spell("4006-0001", "3/1/2015", "6/1/2025", nature: "Suspension", misconduct: "Unknown", investigation: "No")));

        Assert.NotNull((await host.FactsOfAsync("4006-0001")).CurrentAgencyId);
        Assert.Equal("Suspension 2025-06-01", await host.ScalarAsync<string>(
            "select d.nature_code || ' ' || d.separated_on from certification.employment_separation d " +
            "join certification.person p on p.id = d.person_id where p.officer_number = '4006-0001'"));
    }

    [Fact]
    [Trait("Clause", "8.05(1)(k)")]
    public async Task LeftDuringAnInvestigation_IsQueuedAndTheReasonStaysInside()
    {
        await host.BringInAsync("employment", Employment(
            Spell("4007-0001", "3/1/2015", "6/1/2025", nature: "Resignation", reason: "Moved away", misconduct: "Unknown", investigation: "Yes"),
            Spell("4007-0002", "3/1/2015", "6/1/2025", nature: "Retirement", misconduct: "No", investigation: "No")));

        Assert.Equal("4007-0001: Left on 2025-06-01 during an investigation by the agency.", await host.ScalarAsync<string>(
            "select string_agg(officer_number || ': ' || details, '; ') from certification.review_item where officer_number like '4007%'"));
    }

    [Theory]
    [InlineData("6/2/2026", "", "", "", "", "StartDate 6/2/2026 is later than the file itself.")]
    [InlineData("3/1/2015", "2/28/2015", "", "", "", "EndDate is before StartDate")]
    [InlineData("3/1/2015", "2/30/2016", "", "", "", "EndDate should be month/day/year")]
    [InlineData("3/1/1901", "", "", "", "", "StartDate 3/1/1901 is too long ago.")]
    [InlineData("3/1/2015", "3/1/2016", "Vanished", "No", "No", "“Vanished” in SeparationNature is none of")]
    [InlineData("3/1/2015", "3/1/2016", "Other", "No", "No", "“Other” needs words in SeparationReason.")]
    [InlineData("3/1/2015", "3/1/2016", "Retired", "", "No", "MisconductBased needs an answer")]
    [InlineData("3/1/2015", "", "Retired", "No", "No", "SeparationNature is given and EndDate is blank.")]
    public async Task RowThatCannotBe_IsRejectedWithItsReason(
        string starts, string ends, string nature, string misconduct, string investigation, string reason)
    {
        var run = await host.BringInAsync("employment", Employment(
            Spell("4008-0001", starts, ends, nature: nature, misconduct: misconduct, investigation: investigation), Spell("4008-0002")));

        Assert.Equal(1, run.Counts.Rejected);
        Assert.Contains(reason, await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyFaultsInOneRow_AreAllSaid()
    {
        var run = await host.BringInAsync("employment", Employment(
            Spell("40x8-1", "soon", agency: "none", appointment: "Sometimes", last: ""), Spell("4008-0003")));

        var said = await host.ReasonAsync(run, Staged, 1);
        Assert.All(new[] { "OfficerNumber should be written", "LastName is blank", "names no agency", "StartDate should be", "Appointment is none of" },
            part => Assert.Contains(part, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartNotGiven_WaitsForItsDay()
    {
        var run = await host.BringInAsync("employment", Employment(Spell("4009-0001", "")));

        Assert.Equal(1, run.Counts.Held);
        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from certification.person where officer_number = '4009-0001'"));
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from certification.review_item where officer_number = '4009-0001'"));
    }

    [Fact]
    public async Task OverlappingSpellsOfOneAgency_AreBothHeld()
    {
        var run = await host.BringInAsync("employment", Employment(
            Spell("4010-0001", "1/1/2010", "1/1/2015"), Spell("4010-0001", "6/1/2014"),
            Spell("4010-0002", "1/1/2010", "1/1/2015"), Spell("4010-0002", "1/1/2015")));

        Assert.Equal(new ImportCounts(4, 2, 2, 0, 0), run.Counts);
        Assert.StartsWith("Held: Two rows of the file", await host.ReasonAsync(run, Staged, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OverlappingSpellsOfOneAgencySpelledInTwoWays_AreBothHeld()
    {
        await host.BringInAsync("agencies", Agencies(Agency("Thornbury Police Department", others: "Thornbury Constabulary")));

        var run = await host.BringInAsync("employment", Employment(
            Spell("4017-0001", "1/1/2010", "1/1/2015", "Thornbury Police Department"), Spell("4017-0001", "6/1/2014", "", "Thornbury Constabulary"),
            Spell("4017-0002", "1/1/2010", "1/1/2015", "Thornbury Police Department"), Spell("4017-0002", "1/1/2016", "", "Thornbury Constabulary")));

        Assert.Equal(new ImportCounts(4, 2, 2, 0, 0), run.Counts);
        Assert.StartsWith("Held: Two rows of the file", await host.ReasonAsync(run, Staged, 2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NumberUnderAnotherName_IsHeldAndQueuedAndNothingIsTaken()
    {
        await host.BringInAsync("employment", Employment(Spell("4011-0001", last: "Okafor", first: "Lena")));
        var before = await SpellsAsync("4011-0001");

        var run = await host.BringInAsync("employment", Employment(
            Spell("4011-0001", "1/1/2020", agency: "Alder Bay Police Department", last: "Brannigan", first: "Kevin")), July);

        Assert.Equal(1, run.Counts.Held);
        Assert.Equal(before, await SpellsAsync("4011-0001"));
        Assert.Equal("OtherName: The record has this number under another name (Okafor, Lena). Reported: Brannigan, Kevin.",
            await host.ScalarAsync<string>("select kind || ': ' || details from certification.review_item where officer_number = '4011-0001'"));
    }

    [Theory]
    [InlineData("4012-0001", "Silva Rocha", "Ana")]
    [InlineData("4012-0002", "SILVA", "ANA")]
    [InlineData("4012-0003", "Silva", "Ana Maria")]
    [InlineData("4012-0004", "Silva", "A.")]
    public async Task NameOfTheSamePersonWrittenOtherwise_IsTaken(string number, string last, string first)
    {
        await host.BringInAsync("employment", Employment(Spell(number, last: "Silva", first: "Ana")));

        var run = await host.BringInAsync("employment", Employment(Spell(number, "3/1/2015", "7/1/2025", last: last, first: first)), July);

        Assert.Equal(1, run.Counts.Accepted);
        Assert.Equal(("Ana", "Silva"), ((await host.FactsOfAsync(number)).Name.FirstName, (await host.FactsOfAsync(number)).Name.Surname));
    }

    [Fact]
    public async Task NumberUnderTwoNamesInOneFile_IsHeldOnBothSides()
    {
        var run = await host.BringInAsync("employment", Employment(
            Spell("4013-0001", last: "Okafor", first: "Lena"), Spell("4013-0001", "1/1/2001", "1/1/2002", last: "Brannigan", first: "Kevin")));

        Assert.Equal(2, run.Counts.Held);
    }

    [Fact]
    public async Task ServiceSeenOnAList_GetsItsDaysAndKeepsWhatWasSeen()
    {
        await host.ReportAsync(Reports.List(Reports.August, Reports.Officer("4014-0001", "Noa", "Weiss", agency: "Colrain Police Department")));

        await host.BringInAsync("employment", Employment(
            Spell("4014-0001", "3/1/2011", agency: "Colrain Police Department", last: "Weiss", first: "Noa")));

        Assert.Equal("2011-03-01 open known now, seen 2024-08-24 open known then", await SpellsAsync("4014-0001"));
        Assert.Single((await host.FactsOfAsync("4014-0001")).Service);
    }

    [Fact]
    public async Task OlderHistoryOfServiceThatALaterListNoLongerShows_IsKnownToBeGone()
    {
        await host.ReportAsync(Reports.List(July, Reports.Officer("4015-0001", "Ida", "Berg", agency: null)));

        await host.BringInAsync("employment", Employment(Spell("4015-0001", "3/1/2011", last: "Berg", first: "Ida")));

        Assert.Null((await host.FactsOfAsync("4015-0001")).CurrentAgencyId);
    }

    [Fact]
    public async Task SpellingsOfOneAgency_AreOneAgencyAndAnotherStatesIsAnother()
    {
        await host.BringInAsync("employment", Employment(
            Spell("4016-0001", "1/1/2001", "1/1/2005", "Ashgrove Police Dept."), Spell("4016-0001", "1/1/2006", "", "ASHGROVE POLICE DEPARTMENT"),
            Spell("4016-0001", "1/1/1999", "1/1/2000", "Ashgrove Police Department", state: "IL")));

        var facts = await host.FactsOfAsync("4016-0001");
        Assert.Equal(2, facts.Service.Select(s => s.AgencyId).Distinct().Count());
        Assert.Equal("OutOfState", await host.ScalarAsync<string>(
            "select a.kind from certification.law_enforcement_agency a join certification.agency_spelling s on s.agency_id = a.id where s.folded = 'ashgrove police department il'"));
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task RowsShownToStaff_NameThePersonsAlsoOfRejectedRows()
    {
        await host.BringInAsync("employment", Employment(Spell("4017-0001")));
        var run = await host.BringInAsync("employment", Employment(Spell("4017-0001", "never")), July);

        var shown = await host.AsStaffAsync(new Post.Kernel.Imports.ShowImport.ListImportRowsQuery(run.Id, null));

        Assert.Equal([await host.PersonAsync("4017-0001")], shown.Value.SubjectIds);
    }

    private Task<long> OutboxAsync() => host.ScalarAsync<long>("select count(*) from kernel.outbox");

    private Task<string> SpellsAsync(string number) => host.ScalarAsync<string>(
        """
        select coalesce(string_agg(coalesce(e.starts_on::text, 'seen ' || e.seen_from) || ' ' || coalesce(e.ends_on::text, e.gone_by::text, 'open')
          || case when e.superseded_at is null then ' known now' else ' known then' end, ', ' order by e.starts_on, e.ends_on nulls first), '')
        from certification.employment e join certification.person p on p.id = e.person_id where p.officer_number = $1
        """, number);
}
