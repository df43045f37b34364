using Post.App.Access;
using Post.Certification.Domain;
using Post.Certification.Features.ListAgencyOfficers;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.MapAgencySpelling;
using Post.Certification.Features.ShowAgency;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Tests.Imports;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

[Trait("Clause", "8.07(5)")]
public sealed class AgencyAsOfTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    public static TheoryData<string> PeopleRoles => [.. Kernel.Access.Roles.OfPeople];

    [Fact]
    public async Task WhatIsWrittenInPlace_IsToldAsItWasKnown()
    {
        await host.ReportAsync(Reports.Agencies(Reports.August, "Ash Hill Police", "Ash Hill PD"));
        var (agency, spelled) = (await host.AgencyAsync("Ash Hill Police"), await host.AgencyAsync("Ash Hill PD"));
        var first = NextDay();
        await host.AsStaffAsync(new MapAgencySpellingCommand(await host.SpellingAsync("ash hill police"), null, "Ash Hill Police Department", "Letterhead"));
        var second = NextDay();
        await host.BringInAsync("agencies", Agencies(Agency("Ash Hill Police Department", "Campus", "Essex")));
        var third = NextDay();
        await host.AsStaffAsync(new MapAgencySpellingCommand(await host.SpellingAsync("ash hill pd"), agency, null, "The same"));

        Assert.Equal(
            ("Ash Hill Police", "NotRecorded", null, true, "Ash Hill Police (waits)"), await StateAsync(agency, first));
        Assert.Equal(
            ("Ash Hill Police Department", "NotRecorded", null, false, "Ash Hill Police, Ash Hill Police Department"), await StateAsync(agency, second));
        Assert.Equal(
            ("Ash Hill Police Department", "Campus", "Essex", false, "Ash Hill Police, Ash Hill Police Department"), await StateAsync(agency, third));
        Assert.Equal("Ash Hill PD, Ash Hill Police, Ash Hill Police Department", (await StateAsync(agency, null)).Spellings);
        // It proved to be another one later; until then it stood for itself.
        Assert.Null((await FileAsync(spelled, known: third)).MergedIntoId);
        Assert.Equal(agency, (await FileAsync(spelled)).MergedIntoId);
        Assert.Equal("Ash Hill PD", Assert.Single((await FileAsync(spelled, known: third)).Spellings).Spelling);
    }

    [Fact]
    public async Task DayToCome_OrBeforeTheRecord_IsSaidInWords()
    {
        await host.BringInAsync("agencies", Agencies(Agency("Beech Police")));
        await host.BringInAsync("employment", Employment(Spell("7102-0001", "5/1/2019", agency: "Beech Police")));
        var agency = await host.AgencyAsync("Beech Police");
        var today = host.Clock.Today();

        Assert.Equal(new DayNotCome(today.AddDays(1)), (await host.AsStaffAsync(new ShowAgencyQuery(agency, today.AddDays(1)))).Refusal);
        Assert.Equal(new DayNotCome(today.AddDays(9)), (await host.AsStaffAsync(new ListAgencyOfficersQuery(agency, null, today.AddDays(9)))).Refusal);
        Assert.Equal(new AgencyNotYetKnown(new(2024, 1, 1), today), (await host.AsStaffAsync(new ShowAgencyQuery(agency, null, new DateOnly(2024, 1, 1)))).Refusal);
        Assert.Equal(new NotFound("This agency"), (await host.AsStaffAsync(new ShowAgencyQuery(Guid.NewGuid()))).Refusal);
        var early = await FileAsync(agency, new DateOnly(2015, 1, 1));
        Assert.Equal(("Beech Police", (DateOnly?)June, 0, (DateOnly?)new DateOnly(2019, 5, 1)), (early.Name, early.FirstNamedFrom, early.OfficersOn, early.OldestService));
        // Service is older than the first name on record.
        Assert.Equal((1, (DateOnly?)June), ((await FileAsync(agency, new DateOnly(2020, 1, 1))) is var file ? file.OfficersOn : -1, file.FirstNamedFrom));
    }

    [Fact]
    public async Task Roster_IsWhoServedOnTheDayAsKnownThen()
    {
        await host.BringInAsync("agencies", Agencies(Agency("Cedar Police")));
        var agency = await host.AgencyAsync("Cedar Police");
        await host.BringInAsync("employment", Employment(
            Spell("7103-0001", "1/1/2010", "6/30/2015", "Cedar Police", "Abel"), Spell("7103-0001", "7/1/2015", "", "Cedar Police", "Abel", rank: "Sergeant"),
            Spell("7103-0002", "1/1/2010", "12/31/2012", "Cedar Police", "Baker"), Spell("7103-0003", "1/1/2016", "", "Cedar Police", "Cobb")));
        var known = NextDay();
        await host.BringInAsync("employment", Employment(Spell("7103-0002", "1/1/2010", "12/31/2016", "Cedar Police", "Baker")), July);

        Assert.Equal("Abel (Patrol Officer), Baker (Patrol Officer)", await RosterAsync(agency, new(2012, 12, 31)));
        Assert.Equal("Abel (Patrol Officer)", await RosterAsync(agency, new(2013, 1, 1), known));
        Assert.Equal("Abel (Patrol Officer), Baker (Patrol Officer)", await RosterAsync(agency, new(2013, 1, 1)));
        Assert.Equal("Abel (Sergeant), Baker (Patrol Officer), Cobb (Patrol Officer)", await RosterAsync(agency, new(2016, 1, 1)));
        Assert.Equal("Abel (Sergeant), Cobb (Patrol Officer)", await RosterAsync(agency, null));
        Assert.Equal("", await RosterAsync(agency, new(2009, 12, 31)));
    }

    [Fact]
    public async Task Roster_PagesByNameOfThatTimeAndNamesWhomItShowed()
    {
        await host.BringInAsync("agencies", Agencies(Agency("Dogwood Police")));
        var agency = await host.AgencyAsync("Dogwood Police");
        await host.BringInAsync("officers", Officers([.. Enumerable.Range(1, 5).Select(i => Officer($"7104-000{i}", $"Q{i}, Ann", agency: "Dogwood Police"))]));

        var first = (await host.AsStaffAsync(new ListAgencyOfficersQuery(agency, June, null, null, 2))).Value;
        var second = (await host.AsStaffAsync(new ListAgencyOfficersQuery(agency, June, null, first.Next, 2))).Value;
        var third = (await host.AsStaffAsync(new ListAgencyOfficersQuery(agency, June, null, second.Next, 2))).Value;

        Assert.Equal(["Q1", "Q2", "Q3", "Q4", "Q5"], first.Rows.Concat(second.Rows).Concat(third.Rows).Select(r => r.Surname));
        Assert.Equal((5, null), (first.Total, third.Next));
        Assert.Equal(third.Rows.Select(r => r.PersonId), await host.ScalarAsync<Guid[]>(
            "select subject_ids from audit.event where action = 'agency.officers.listed' and outcome = 'Ok' order by at_db desc limit 1"));
        Assert.Contains("Officers of Dogwood Police on 2025-06-30, known at 2026-", await host.ScalarAsync<string>(
            "select convert_from(p.body, 'UTF8') from audit.payload p join audit.event e on e.id = p.event_id where e.action = 'agency.officers.listed' and e.outcome = 'Ok' order by e.at_db desc limit 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonOfTwoNumbers_CountsOnceWhereBothServe()
    {
        await host.BringInAsync("employment", Employment(
            Spell("7106-0001", "1/1/2010", "12/31/2014", "Hazel Police", "Under"), Spell("7106-0002", "1/1/2012", "", "Hazel Police", "Under", rank: "Sergeant"),
            Spell("7106-0003", "1/1/2011", "", "Hazel Police", "Vance")));
        var agency = await host.AgencyAsync("Hazel Police");
        var apart = NextDay();
        Assert.Null((await host.MergeAsync("7106-0001", into: "7106-0002")).Refusal);
        var day = new DateOnly(2013, 1, 1);

        Assert.Equal("Under (Sergeant), Vance (Patrol Officer)", await RosterAsync(agency, day));
        // Two of one name stand in the order of their ids, which were made in one moment.
        Assert.Equal(["Under (Patrol Officer)", "Under (Sergeant)", "Vance (Patrol Officer)"], (await RosterAsync(agency, day, apart)).Split(", ").Order());
        var roster = (await host.AsStaffAsync(new ListAgencyOfficersQuery(agency, day))).Value;
        Assert.Equal(2, roster.Total);
        Assert.Equal(
            new[] { await host.PersonAsync("7106-0001"), await host.PersonAsync("7106-0002"), await host.PersonAsync("7106-0003") }.Order(),
            roster.SubjectIds.Order());
        Assert.Equal((2, 2), ((await FileAsync(agency, day)) is var file ? file.OfficersOn : -1, file.OfficersEver));
        Assert.Equal((3, 3), ((await FileAsync(agency, day, apart)) is var before ? before.OfficersOn : -1, before.OfficersEver));

        // Served under the older number alone, and listed under the person all the same.
        Assert.Equal("Under (Patrol Officer)", await RosterAsync(agency, new(2010, 6, 1)));
    }

    [Fact]
    public async Task SeveralEmployers_AreAllPresentOnes()
    {
        await host.BringInAsync("employment", Employment(
            Spell("7105-0001", "1/1/2010", "", "Elder Police", "Twice"), Spell("7105-0001", "1/1/2020", "", "Fir Campus Police", "Twice", appointment: "Part-time")));
        var (one, two) = (await host.AgencyAsync("Elder Police"), await host.AgencyAsync("Fir Campus Police"));

        var facts = await host.FactsOfAsync("7105-0001");
        Assert.Equal(new[] { one, two }.Order(), facts.CurrentAgencyIds.Order());
        foreach (var agency in (Guid[])[one, two])
        {
            Assert.Equal("Twice", Assert.Single((await host.AsStaffAsync(new ListAgencyOfficersQuery(agency))).Value.Rows).Surname);
            var row = Assert.Single((await host.AsStaffAsync(new ListOfficersQuery(null, agency, null, null))).Value.Rows);
            Assert.Equal(["Elder Police", "Fir Campus Police"], row.Agencies);
        }

        Assert.Equal(["Elder Police", "Fir Campus Police"], (await host.AsStaffAsync(new ShowOfficerQuery(facts.PersonId))).Value.Employers.Order());
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Role_ReadsTheRosterOnlyWithThePermission(string role)
    {
        var allowed = RolePermissions.Table.Allows([role], CertificationPermissions.ReadOfficers);
        var before = await host.CountEventsAsync("agency.officers.listed", Audit.AuditOutcome.Denied);

        var listed = await host.Send(new ListAgencyOfficersQuery(Guid.NewGuid()), People.With(role, host.Clock));

        Assert.IsType(allowed ? typeof(NotFound) : typeof(NotAllowed), listed.Refusal);
        Assert.Equal(allowed ? 0 : 1, await host.CountEventsAsync("agency.officers.listed", Audit.AuditOutcome.Denied) - before);
    }

    private DateOnly NextDay()
    {
        var day = host.Clock.Today();
        host.Clock.Advance(TimeSpan.FromDays(1));
        return day;
    }

    private async Task<AgencyFile> FileAsync(Guid agency, DateOnly? on = null, DateOnly? known = null) =>
        (await host.AsStaffAsync(new ShowAgencyQuery(agency, on, known))).Value;

    private async Task<(string Name, string Kind, string? County, bool Provisional, string Spellings)> StateAsync(Guid agency, DateOnly? known)
    {
        var file = await FileAsync(agency, null, known);
        return (file.Name, file.Kind, file.County, file.Provisional, string.Join(", ", file.Spellings.Select(s => s.Spelling + (s.Waits ? " (waits)" : ""))));
    }

    private async Task<string> RosterAsync(Guid agency, DateOnly? on, DateOnly? known = null) => string.Join(", ",
        (await host.AsStaffAsync(new ListAgencyOfficersQuery(agency, on, known))).Value.Rows.Select(r => $"{r.Surname} ({r.Rank})"));
}
