using System.Text.Json;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using static Post.Certification.Tests.Reports;

namespace Post.Certification.Tests;

public sealed class OfficersReportedTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    [Fact]
    public async Task NewOfficer_IsRegisteredAndAnnounced()
    {
        var before = await OutboxAsync();
        await host.ReportAsync(List(August, Officer("2001-0001", "Lena", "Okafor", "Jr.", "ConditionallyCertified")));

        var facts = await host.FactsOfAsync("2001-0001");
        Assert.Equal(new OfficerName("Lena", "Okafor", "Jr."), facts.Name);
        Assert.Empty(facts.FormerNames);
        Assert.Equal("ConditionallyCertified", facts.Status!.Code);
        Assert.Equal(August, facts.Status.AsOf);
        Assert.NotEmpty(facts.Status.Meaning);
        Assert.NotNull(facts.CurrentAgencyId);
        Assert.Equal(("Commission list of 2024-08-24", true, August), (facts.Source.Description, facts.Source.IsCommissionList, facts.Source.AsOf));
        var told = (await OutboxAsync(before)).Where(e => e.Type == typeof(OfficersChanged).FullName);
        Assert.Equal(facts.PersonId, JsonSerializer.Deserialize<OfficersChanged>(Assert.Single(told).Body, JsonSerializerOptions.Web)!.PersonIds.Single());
    }

    [Fact]
    public async Task SameInputAgain_WritesNothingAndAnnouncesNothing()
    {
        var file = List(August, Officer("2002-0001", "Dana", "Irving"), Officer("2002-0002", "Andre", "Nuñez", status: "NotRecorded", agency: null));
        await host.ReportAsync(file);
        var (rows, outbox) = (await RowsAsync(), await OutboxAsync());

        await host.ReportAsync(file);
        // The same file brought in once more stands under a new import.
        await host.ReportAsync(file with { SourceId = Guid.CreateVersion7() });

        Assert.Equal(rows, await RowsAsync());
        Assert.Empty(await OutboxAsync(outbox));
    }

    [Fact]
    public async Task Namesakes_StayApart()
    {
        await host.ReportAsync(List(August,
            Officer("2003-0001", "John", "Smith", agency: "Alford Police Department"),
            Officer("2003-0002", "John", "Smith", agency: "Becket Police Department")));

        var (one, other) = (await host.FactsOfAsync("2003-0001"), await host.FactsOfAsync("2003-0002"));
        Assert.NotEqual(one.PersonId, other.PersonId);
        Assert.NotEqual(one.CurrentAgencyId, other.CurrentAgencyId);
    }

    [Fact]
    public async Task OtherNameOnALaterDay_MakesTheOldOneFormer()
    {
        await host.ReportAsync(List(August, Officer("2004-0001", "Ana", "Silva")));
        await host.ReportAsync(List(September, Officer("2004-0001", "Ana", "Silva Rocha")));

        var facts = await host.FactsOfAsync("2004-0001");
        Assert.Equal("Silva Rocha", facts.Name.Surname);
        Assert.Equal(new OfficerName("Ana", "Silva", null), Assert.Single(facts.FormerNames));
    }

    [Theory]
    [InlineData("2005-0001", "Kas-Wayne", null)]
    [InlineData("2005-0002", "Kas-wayne", "III")]
    public async Task SpellingOfANamePutRight_IsNoFormerName(string number, string first, string? suffix)
    {
        await host.ReportAsync(List(August, Officer(number, "Kas-wayne", "Molina")));
        await host.ReportAsync(List(September, Officer(number, first, "Molina", suffix)));

        var facts = await host.FactsOfAsync(number);
        Assert.Equal(new OfficerName(first, "Molina", suffix), facts.Name);
        Assert.Empty(facts.FormerNames);
    }

    [Fact]
    public async Task OtherNameOfTheSameDay_WasAMistake()
    {
        await host.ReportAsync(List(August, Officer("2006-0001", "Pat", "Brwon")));
        await host.ReportAsync(List(August, Officer("2006-0001", "Pat", "Brown")));

        var facts = await host.FactsOfAsync("2006-0001");
        Assert.Equal("Brown", facts.Name.Surname);
        Assert.Empty(facts.FormerNames);
        // What the Commission knew before is still there, superseded.
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from certification.person_name where surname = 'Brwon' and superseded_at is not null"));
    }

    [Fact]
    public async Task OlderFile_ChangesNothingOfThePresent()
    {
        await host.ReportAsync(List(September, Officer("2007-0001", "Lee", "Pham", status: "Suspended", agency: "Otis Police Department")));
        await host.ReportAsync(List(August, Officer("2007-0001", "Leigh", "Pham", status: "Certified", agency: "Gill Police Department")));

        var facts = await host.FactsOfAsync("2007-0001");
        Assert.Equal(("Lee", "Suspended", September), (facts.Name.FirstName, facts.Status!.Code, facts.Status.AsOf));
        Assert.Equal("Otis Police Department", await NameOfAsync(facts.CurrentAgencyId));
    }

    [Fact]
    public async Task OtherStatusOnALaterDay_EndsTheFirstAndKeepsIt()
    {
        await host.ReportAsync(List(August, Officer("2008-0001", "Mia", "Rossi")));
        await host.ReportAsync(List(September, Officer("2008-0001", "Mia", "Rossi", status: "Suspended")));

        var facts = await host.FactsOfAsync("2008-0001");
        Assert.Equal(("Suspended", September), (facts.Status!.Code, facts.Status.AsOf));
        Assert.Equal("2024-09-24", await host.ScalarAsync<string>(
            "select s.valid_to::text from certification.status_report s join certification.person p on p.id = s.person_id " +
            "where p.officer_number = '2008-0001' and s.code = 'Certified' and s.superseded_at is null"));
    }

    [Theory]
    [InlineData(true, "NotRecorded")]
    [InlineData(false, "Certified")]
    public async Task BlankStatus_SpeaksOnlyInTheCommissionsOwnList(bool commissionList, string expected)
    {
        var number = commissionList ? "2009-0001" : "2009-0002";
        await host.ReportAsync(List(August, Officer(number, "Ivo", "Novak")));
        var later = Officer(number, "Ivo", "Novak", status: "NotRecorded");
        await host.ReportAsync(commissionList ? List(September, later) : AgencyFile(September, later));

        Assert.Equal(expected, (await host.FactsOfAsync(number)).Status!.Code);
    }

    [Fact]
    public async Task AgencyNoLongerReported_ClosesTheEmploymentAtWhatIsKnown()
    {
        await host.ReportAsync(List(August, Officer("2010-0001", "Noa", "Weiss", agency: "Colrain Police Department")));
        await host.ReportAsync(List(September, Officer("2010-0001", "Noa", "Weiss", agency: "UNASSOCIATED OFFICER")));

        var facts = await host.FactsOfAsync("2010-0001");
        Assert.Null(facts.CurrentAgencyId);
        Assert.Null(facts.ServedUntil);
        Assert.Equal("2024-08-24/2024-09-24", await host.ScalarAsync<string>(
            "select e.last_seen_on || '/' || e.gone_by from certification.employment e join certification.person p on p.id = e.person_id " +
            "where p.officer_number = '2010-0001' and e.superseded_at is null"));
    }

    [Fact]
    public async Task AnotherAgencyReported_IsTheEmployerNow()
    {
        await host.ReportAsync(List(August, Officer("2011-0001", "Kim", "Tran", agency: "Heath Police Department")));
        await host.ReportAsync(List(September, Officer("2011-0001", "Kim", "Tran", agency: "Hawley Police Department")));

        Assert.Equal("Hawley Police Department", await NameOfAsync((await host.FactsOfAsync("2011-0001")).CurrentAgencyId));
        Assert.Equal(2L, await host.ScalarAsync<long>(
            "select count(*) from certification.employment e join certification.person p on p.id = e.person_id " +
            "where p.officer_number = '2011-0001' and e.superseded_at is null"));
    }

    [Fact]
    public async Task CommissionsListAfterAnAgencysFile_IsTheBetterEvidence()
    {
        await host.ReportAsync(AgencyFile(September, Officer("2012-0001", "Ida", "Berg")));
        Assert.False((await host.FactsOfAsync("2012-0001")).Source.IsCommissionList);

        await host.ReportAsync(List(August, Officer("2012-0001", "Ida", "Berg")));
        Assert.True((await host.FactsOfAsync("2012-0001")).Source.IsCommissionList);
    }

    [Fact]
    [Trait("Clause", "8.03(2) Law Enforcement Agency")]
    public async Task UnknownSpelling_IsAProvisionalAgencyAndWaitsInTheQueue()
    {
        await host.ReportAsync(Agencies(August, "Transit"), Agencies(August, "TRANSIT."));

        var agency = Assert.Single(await host.AgenciesAsync(), a => a.Name == "Transit");
        Assert.True(agency.Provisional);
        Assert.Equal("Queued", await host.ScalarAsync<string>("select state from certification.agency_spelling where folded = 'transit'"));
        // An employer is an entry of the list, never a text.
        Assert.Equal("uuid/NO", await host.ScalarAsync<string>(
            "select data_type || '/' || is_nullable from information_schema.columns " +
            "where table_schema = 'certification' and table_name = 'employment' and column_name = 'agency_id'"));
    }

    [Fact]
    public async Task SpellingThatFoldsToAKnownOne_MapsAtOnce()
    {
        await host.ReportAsync(Agencies(August, "Monroe Police Department"));
        await host.ReportAsync(List(August, Officer("2013-0001", "Abe", "Lind", agency: "MONROE POLICE DEPT.")));

        var agency = Assert.Single(await host.AgenciesAsync(), a => a.Name.StartsWith("Monroe", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(agency.Id, (await host.FactsOfAsync("2013-0001")).CurrentAgencyId);
    }

    [Fact]
    public async Task CountyComesLater_IsFilledInAndAnnounced()
    {
        await host.ReportAsync(Agencies(August, "Peru Police Department"));
        var before = await OutboxAsync();
        await host.ReportAsync(Agencies(August) with { Agencies = [new("Peru Police Department", "Berkshire")] });

        var agency = Assert.Single(await host.AgenciesAsync(), a => a.Name == "Peru Police Department");
        Assert.Equal("Berkshire", agency.County);
        var told = Assert.Single(await OutboxAsync(before));
        Assert.Equal(agency.Id, JsonSerializer.Deserialize<LawEnforcementAgenciesChanged>(told.Body, JsonSerializerOptions.Web)!.AgencyIds.Single());
    }

    [Fact]
    public async Task ManyOfficersInManyChunks_AreOneTransactionAndAnnouncedByFiveHundred()
    {
        var before = await OutboxAsync();
        var officers = Reports.Officers(1_100, "Quincy Harbor Police Department");
        var whole = List(August);
        await host.ReportAsync([.. officers.Chunk(600).Select(chunk => whole with { Officers = chunk })]);

        var told = (await OutboxAsync(before)).Where(e => e.Type == typeof(OfficersChanged).FullName)
            .Select(e => JsonSerializer.Deserialize<OfficersChanged>(e.Body, JsonSerializerOptions.Web)!.PersonIds.Count).ToList();
        Assert.Equal([500, 100, 500], told);
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'test.file.taken-in' and cardinality(subject_ids) = 1000"));
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from audit.event where action = 'test.file.taken-in' and cardinality(subject_ids) = 100"));
    }

    [Fact]
    public async Task AnyOrderOfReports_LeavesOnePresentNameAndNoOverlap()
    {
        var random = new Random(20240824);
        string[] surnames = ["Vega", "Vega Ruiz", "Ruiz"];
        for (var person = 0; person < 12; person++)
        {
            var number = $"2014-{person:0000}";
            var days = Enumerable.Range(0, 5).Select(_ => August.AddDays(random.Next(4))).ToList();
            var told = days.Select(day => (Day: day, Surname: surnames[random.Next(surnames.Length)])).ToList();
            foreach (var (day, surname) in told) await host.ReportAsync(List(day, Officer(number, "Ari", surname)));

            var latest = told.Last(t => t.Day == days.Max()).Surname;
            Assert.Equal(latest, (await host.FactsOfAsync(number)).Name.Surname);
            Assert.Equal(0L, await host.ScalarAsync<long>(
                "select count(*) from certification.person_name a join certification.person_name b on a.person_id = b.person_id and a.id < b.id " +
                "where a.superseded_at is null and b.superseded_at is null and " +
                "daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)"));
        }
    }

    [Fact]
    public async Task FailedTakeIn_LeavesNothing()
    {
        var rows = await RowsAsync();
        var done = await host.Send(
            new TakeInCommand([List(August, Officer("2015-0001", "Zed", "Null", status: "NoSuchWord"))]), ServiceAccounts.Importer(host.Clock));

        Assert.NotNull(done.Refusal);
        Assert.Equal(rows, await RowsAsync());
    }

    private async Task<string> NameOfAsync(Guid? agency) => (await host.AgenciesAsync()).Single(a => a.Id == agency).Name;

    private Task<string> RowsAsync() => host.ScalarAsync<string>(
        """
        select concat_ws('/',
          (select count(*) from certification.source), (select count(*) from certification.person),
          (select count(*) from certification.person_name), (select count(*) from certification.status_report),
          (select count(*) from certification.employment), (select count(*) from certification.person_report),
          (select count(*) from certification.agency_spelling), (select count(*) from certification.law_enforcement_agency),
          (select count(superseded_at) from certification.person_name))
        """);

    private async Task<long> OutboxAsync() => await host.ScalarAsync<long>("select coalesce(max(seq), 0) from kernel.outbox");

    private async Task<IReadOnlyList<Told>> OutboxAsync(long after) => JsonSerializer.Deserialize<List<Told>>(
        await host.ScalarAsync<string>(
            $"select coalesce(json_agg(json_build_object('type', type, 'body', body::text) order by seq), '[]')::text from kernel.outbox where seq > {after}"),
        JsonSerializerOptions.Web)!;

    private sealed record Told(string Type, string Body);
}
