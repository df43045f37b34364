using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.ShowOfficer;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Features.ShowOwnOverview;
using Post.Certification.Members;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>What an agency sees of officers: its own, and nobody of another's by any way.</summary>
public sealed class OwnRosterTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task AgencyNeverSeesAnOfficerOfAnother_ForRandomAgenciesAndOfficers()
    {
        var draws = new Random(20260610);
        string[] names = [.. Enumerable.Range(0, 5).Select(i => $"Random Town {i} Police Department")];
        var officers = Enumerable.Range(0, 60).Select(i => (Number: $"42{i / 10:00}-{i:0000}", Agency: names[draws.Next(names.Length)])).ToList();
        await host.ReportAsync(Reports.List(Reports.September, [.. officers.Select((o, i) => Reports.Officer(o.Number, $"First{i % 7}", $"Surname{i % 11}", agency: o.Agency))]));
        var persons = new Dictionary<string, Guid>();
        foreach (var (number, _) in officers) persons[number] = await host.PersonAsync(number);

        foreach (var name in names)
        {
            var member = await host.MemberAsync(await host.AgencyAsync(name), (MemberCapacity)draws.Next(3));
            var own = officers.Where(o => o.Agency == name).Select(o => persons[o.Number]).ToHashSet();

            Assert.Equal(own.Order(), (await AllAsync(member, null)).Order());
            foreach (var text in new[] { "Surname", "First3", "42", officers[draws.Next(officers.Count)].Number })
            {
                Assert.Subset(own, (await AllAsync(member, text)).ToHashSet());
            }

            Assert.Empty(await AllAsync(member, null, former: true));
            foreach (var (number, agency) in officers.OrderBy(_ => draws.Next()).Take(12))
            {
                var opened = await host.Send(new ShowOwnOfficerQuery(persons[number]), member);
                Assert.Equal(agency == name, !opened.Refused);
                if (agency != name) Assert.Equal(new NotOfOwnAgency(), opened.Refusal);
            }
        }
    }

    [Fact]
    public async Task OfficerOfAnotherAndNobody_AreAnsweredAlike_AndTheTryIsOnRecord()
    {
        var (one, _, foreign) = await TwoAsync("Kestrel", "4301");
        var denied = await host.CountEventsAsync("own-agency.officer.opened", AuditOutcome.Denied);

        var other = await host.Send(new ShowOwnOfficerQuery(foreign), one);
        var nobody = await host.Send(new ShowOwnOfficerQuery(Guid.NewGuid()), one);

        Assert.Equal(other.Refusal, nobody.Refusal);
        Assert.Equal(new NotOfOwnAgency(), other.Refusal);
        Assert.Equal(denied + 2, await host.CountEventsAsync("own-agency.officer.opened", AuditOutcome.Denied));
    }

    [Fact]
    public async Task SessionThatNamesAnotherAgency_SeesNothing()
    {
        var (one, two, foreign) = await TwoAsync("Linden", "4302");

        var turned = one with { Organisation = two.Organisation };

        Assert.IsType<NotActingForAgency>((await host.Send(new ListOwnRosterQuery(), turned)).Refusal);
        Assert.IsType<NotActingForAgency>((await host.Send(new ShowOwnOfficerQuery(foreign), turned)).Refusal);
        Assert.IsType<NotActingForAgency>((await host.Send(new ShowOwnOverviewQuery(), turned)).Refusal);
        Assert.IsType<NoAgencyChosen>((await host.Send(new ListOwnRosterQuery(), one with { Organisation = null })).Refusal);
    }

    [Fact]
    public async Task OfficerOfTwoAgencies_IsSeenByBoth_EachWithItsOwnService()
    {
        var (one, two, _) = await TwoAsync("Marlbrook", "4303");
        var shared = await host.PersonAsync("4303-0001");
        await host.ExecuteAsync(
            """
            insert into certification.employment (id, person_id, agency_id, starts_on, rank, recorded_at, source_id, out_of_state)
            select gen_random_uuid(), person_id, $2, date '2025-01-15', 'Sergeant (second)', recorded_at, source_id, false
            from certification.employment where person_id = $1 and superseded_at is null limit 1
            """, shared, Guid.Parse(two.Organisation!));
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));

        Assert.Contains(shared, await AllAsync(one with { Purpose = Fresh(one) }, null));
        Assert.Contains(shared, await AllAsync(two with { Purpose = Fresh(two) }, null));
        var first = (await host.Send(new ShowOwnOfficerQuery(shared), one)).Value;
        var second = (await host.Send(new ShowOwnOfficerQuery(shared), two)).Value;
        Assert.DoesNotContain(first.Service, s => s.Rank == "Sergeant (second)");
        Assert.Equal("Sergeant (second)", Assert.Single(second.Service).Rank);
        Assert.All(first.Service, s => Assert.Equal(one.Organisation, s.AgencyId.ToString()));
    }

    [Fact]
    public async Task OfficerWhoLeft_IsSeenAsFormer_WithoutTodaysStatus_AndNotForEver()
    {
        var (one, _, _) = await TwoAsync("Norwell", "4304");
        var left = await host.PersonAsync("4304-0001");
        await host.ExecuteAsync("update certification.employment set starts_on = '2015-01-01', ends_on = $2 where person_id = $1", left, host.Today.AddDays(-30));

        Assert.DoesNotContain(left, await AllAsync(one, null));
        var row = Assert.Single((await host.Send(new ListOwnRosterQuery(Former: true), one)).Value.Rows);
        Assert.Equal((left, (string?)null), (row.PersonId, row.StatusCode));
        var opened = (await host.Send(new ShowOwnOfficerQuery(left), one)).Value;
        Assert.False(opened.Serving);
        Assert.Null(opened.Status);
        Assert.Empty(opened.Certificates);

        await host.ExecuteAsync("update certification.employment set ends_on = $2 where person_id = $1", left, host.Today.AddDays(-1097));
        Assert.Empty((await host.Send(new ListOwnRosterQuery(Former: true), one)).Value.Rows);
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(new ShowOwnOfficerQuery(left), one)).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.03(2) Officer Certification")]
    public async Task CertificationAsASchoolResourceOfficer_PutsOffNoEndOfTheOfficersOwn()
    {
        var (one, _, _) = await TwoAsync("Norton", "4310");
        await host.BringInAsync("certifications", Certifications(
            Certificate("4310-0001", "L-4310", granted: "7/1/2023", expires: "7/1/2026", last: "Rivers", first: "Alex"),
            Certificate("4310-0001", "S-4310", "SRO", "9/1/2024", "9/1/2027", last: "Rivers", first: "Alex")));

        var row = Assert.Single((await host.Send(new ListOwnRosterQuery(), one)).Value.Rows);

        // Its own yearly training is due by the end of the month beside it.
        Assert.Equal(
            [
                new DueItem("Yearly training as a school resource officer", new DateOnly(2026, 6, 30), Past: false),
                new DueItem("Certification ends", new DateOnly(2026, 7, 1), Past: false),
                new DueItem("No electronic mail address: ask for one, and report it", null, Past: true),
            ],
            row.Due);
    }

    [Fact]
    public async Task EveryLook_NamesItsSubjectsAndTheAgency()
    {
        var (one, _, _) = await TwoAsync("Orchard", "4305");
        var own = await host.PersonAsync("4305-0001");

        await host.Send(new ListOwnRosterQuery(), one);
        await host.Send(new ShowOwnOfficerQuery(own), one);

        Assert.Equal(2, await host.ScalarAsync<long>(
            """
            select count(*) from audit.event where actor_id = $1 and outcome = 'Ok' and purpose = 'own-agency' and subject_ids @> array[$2]
              and action in ('own-agency.roster.listed', 'own-agency.officer.opened') and org = $3
            """, one.Id!, own, one.Organisation!));
    }

    [Fact]
    public async Task Portal_OpensNothingOfTheStaffSide_NorStaffThePortal()
    {
        var (one, _, _) = await TwoAsync("Pinecrest", "4306");
        var own = await host.PersonAsync("4306-0001");

        Assert.IsType<NotAllowed>((await host.Send(new ListOfficersQuery(null, null, null, null), one)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ShowOfficerQuery(own), one)).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new ListOwnRosterQuery())).Refusal);
    }

    [Fact]
    public async Task TieToTheOwnAgency_IsNoHindrance_ButOnesFamilyIs()
    {
        var (one, _, _) = await TwoAsync("Quarry", "4307");
        var own = await host.PersonAsync("4307-0001");
        await host.ExecuteAsync(
            "insert into access_review.tie (id, account_id, kind, agency_id, declared_at) values (gen_random_uuid(), $1, 'Agency', $2, $3)",
            one.Id!, Guid.Parse(one.Organisation!), host.Clock.GetUtcNow().UtcDateTime);
        Assert.Null((await host.Send(new ShowOwnOfficerQuery(own), one)).Refusal);

        var (family, _, _) = await TwoAsync("Rosewood", "4308");
        var brother = await host.PersonAsync("4308-0001");
        await host.ExecuteAsync(
            "insert into access_review.tie (id, account_id, kind, person_id, declared_at) values (gen_random_uuid(), $1, 'Family', $2, $3)",
            family.Id!, brother, host.Clock.GetUtcNow().UtcDateTime);
        Assert.IsType<LookAtFamily>((await host.Send(new ShowOwnOfficerQuery(brother), family)).Refusal);
    }

    [Fact]
    public async Task Pages_GoThroughEverybodyOnce()
    {
        var name = "Stonegate Police Department";
        await host.ReportAsync(Reports.List(Reports.September, [.. Enumerable.Range(0, 23).Select(i => Reports.Officer($"4309-{i:0000}", "Same", "Surname", agency: name))]));
        var member = await host.MemberAsync(await host.AgencyAsync(name), MemberCapacity.Clerk);

        var seen = await AllAsync(member, "surname", limit: 5);

        Assert.Equal(23, seen.Count);
        Assert.Equal(23, seen.Distinct().Count());
    }

    private ChosenPurpose Fresh(Caller caller) => caller.Purpose! with { ChosenAt = host.Clock.GetUtcNow() };

    private async Task<List<Guid>> AllAsync(Caller caller, string? text, bool former = false, int limit = 25)
    {
        var all = new List<Guid>();
        Guid? after = null;
        do
        {
            var page = await host.Send(new ListOwnRosterQuery(text, former, after, limit), caller);
            Assert.Null(page.Refusal);
            all.AddRange(page.Value.Rows.Select(r => r.PersonId));
            after = page.Value.Next;
        }
        while (after is not null);
        return all;
    }

    // Two agencies with one officer each: the head of each, and the other's officer as the first sees it.
    private async Task<(Caller One, Caller Two, Guid Foreign)> TwoAsync(string name, string block)
    {
        var (first, second) = ($"{name} East Police Department", $"{name} West Police Department");
        await host.ReportAsync(Reports.List(
            Reports.September, Reports.Officer($"{block}-0001", "Alex", "Rivers", agency: first), Reports.Officer($"{block}-0002", "Blair", "Stone", agency: second)));
        return (
            await host.MemberAsync(await host.AgencyAsync(first), MemberCapacity.Head),
            await host.MemberAsync(await host.AgencyAsync(second), MemberCapacity.Head),
            await host.PersonAsync($"{block}-0002"));
    }
}
