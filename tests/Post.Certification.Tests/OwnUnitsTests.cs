using Post.Certification.Domain;
using Post.Certification.Features.ChangeUnitHead;
using Post.Certification.Features.ListOwnUnits;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.ListUnitPlaces;
using Post.Certification.Features.PlaceInUnit;
using Post.Certification.Features.RecordOwnUnit;
using Post.Certification.Features.ShowAgencyUnits;
using Post.Certification.Features.ShowOwnUnit;
using Post.Certification.Members;
using Post.Certification.Units;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>Each officer's bargaining unit with its head, or that there is none, and one word of a new head for all members.</summary>
public sealed class OwnUnitsTests(PortalHost host) : IClassFixture<PortalHost>
{
    // G: NoUnit W checklist T satisfied.
    [Fact]
    [Trait("Clause", "12.04(1)(a)7")]
    public async Task NoUnit_IsAnAnswer_AndSoIsAUnitWithItsHead()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Agave Police Department", "7301-0001", "7301-0002", "7301-0003");
        Assert.Equal((0, 0, 3), Counted(await UnitsAsync(agency)));

        await PlacedAsync(agency, null, "7301-0001");
        Assert.Equal((0, 1, 2), Counted(await UnitsAsync(agency)));
        var unit = await UnitAsync(agency);
        await PlacedAsync(agency, unit, "7301-0002");

        var read = await UnitsAsync(agency);
        Assert.Equal((1, 1, 1), Counted(read));
        Assert.Equal(("Patrol Union", "Kim Ash", "kim@union.example", 1), (read.Units[0].Name, read.Units[0].Head, read.Units[0].Email, read.Units[0].Members));
        Assert.Equal(["7301-0003"], (await PlacesAsync(agency)).Rows.Select(r => r.OfficerNumber));
        Assert.Equal([null, "Patrol Union", null], (await PlacesAsync(agency, everybody: true)).Rows.OrderBy(r => r.OfficerNumber).Select(r => r.Unit));
        Assert.Equal((1, 1), (await StaffAsync(agency)) is var staff ? (staff.NoUnit, staff.Unanswered) : default);
    }

    // B: unit head name without email → unit-head-email-required.
    [Fact]
    [Trait("Clause", "12.04(1)(a)7")]
    public async Task HeadIsHeldWithNameAddressAndDay_AndOtherwiseNotAtAll()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Begonia Police Department", "7302-0001");
        var said = new UnitHeadSaid("Kim Ash", "kim@union.example", host.Today);

        Assert.IsType<UnitHeadEmailRequired>(await RefusedAsync(said with { Email = null }));
        Assert.IsType<UnitHeadEmailRequired>(await RefusedAsync(said with { Email = "  " }));
        Assert.IsType<UnitHeadNameRequired>(await RefusedAsync(said with { Name = " " }));
        Assert.IsType<EmailInvalid>(await RefusedAsync(said with { Email = "kim at union" }));
        Assert.IsType<UnitDayNeeded>(await RefusedAsync(said with { From = null }));
        Assert.IsType<UnitDayAhead>(await RefusedAsync(said with { From = host.Today.AddDays(1) }));
        Assert.IsType<NotValid>(await RefusedAsync(said, name: " -- "));
        Assert.IsType<NotValid>(await RefusedAsync(said, name: new string('x', BargainingUnit.NameMaxLength + 1)));
        Assert.Empty((await UnitsAsync(agency)).Units);

        await UnitAsync(agency, "Officers' Association");
        Assert.IsType<UnitNameTaken>(await RefusedAsync(said, name: "OFFICERS ASSOCIATION"));

        async Task<Refusal?> RefusedAsync(UnitHeadSaid head, string name = "Officers' Association") =>
            (await host.Send(new RecordOwnUnitCommand(name, head), agency.Liaison)).Refusal;
    }

    // G: unit head change for a unit of 60 officers W one report T all 60 updated, listed before confirm.
    [Fact]
    [Trait("Clause", "12.05(1)(i)(d)")]
    public async Task NewHead_IsToldOnceForSixtyMembers_WhoWereAllRead_AndTheOldOneStays()
    {
        string[] numbers = [.. Enumerable.Range(1, 60).Select(i => $"7303-{i:0000}")];
        var agency = await ReportingAgency.OpenAsync(host, "Clover Police Department", numbers);
        var unit = await UnitAsync(agency, from: host.Today.AddDays(-40));
        await PlacedAsync(agency, unit, numbers);
        var read = await UnitAsync(agency, unit);
        Assert.Equal(numbers, read.Members.Select(m => m.OfficerNumber).Order());

        var changed = await host.Send(new ChangeUnitHeadCommand(unit, new("Lou Birch", "lou@union.example", host.Today.AddDays(-5)), read.Digest), agency.Liaison);

        Assert.Equal(60, changed.Value.Members);
        var after = await UnitAsync(agency, unit);
        Assert.Equal(("Lou Birch", 60), (after.Unit.Head, after.Members.Count));
        Assert.Equal(
            [("Lou Birch", host.Today.AddDays(-5), (DateOnly?)null), ("Kim Ash", host.Today.AddDays(-40), host.Today.AddDays(-6))],
            after.Heads.Select(h => (h.Name, h.From, h.Until)));
        Assert.Equal(1, await host.ScalarAsync<long>(
            """
            select count(*) from audit.event e where action = 'own-agency.unit-head.changed' and outcome = 'Ok' and org = $1
              and (select count(*) from certification.person p where p.officer_number like '7303-%' and e.subject_ids @> array[p.id]) = 60
            """, agency.Id.ToString()));
    }

    [Fact]
    [Trait("Clause", "12.05(1)(i)(d)")]
    public async Task MembersWhoChangedAfterTheyWereRead_AreReadAgainFirst_AndTheSameHeadTwiceChangesNothing()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Dahlia Police Department", "7304-0001", "7304-0002");
        var unit = await UnitAsync(agency);
        await PlacedAsync(agency, unit, "7304-0001");
        var read = await UnitAsync(agency, unit);
        var lou = new UnitHeadSaid("Lou Birch", "lou@union.example", host.Today);
        await PlacedAsync(agency, unit, "7304-0002");

        Assert.IsType<UnitMembersChanged>((await host.Send(new ChangeUnitHeadCommand(unit, lou, read.Digest), agency.Head)).Refusal);
        Assert.IsType<UnitMembersChanged>((await host.Send(new ChangeUnitHeadCommand(unit, lou, ""), agency.Head)).Refusal);
        read = await UnitAsync(agency, unit);
        Assert.Null((await host.Send(new ChangeUnitHeadCommand(unit, lou, read.Digest), agency.Head)).Refusal);
        Assert.IsType<UnitMembersChanged>((await host.Send(new ChangeUnitHeadCommand(unit, lou, read.Digest), agency.Head)).Refusal);
        read = await UnitAsync(agency, unit);
        Assert.IsType<UnitHeadOnRecord>((await host.Send(new ChangeUnitHeadCommand(unit, lou, read.Digest), agency.Head)).Refusal);
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from certification.unit_head where unit_id = $1 and superseded_at is null", unit));
        Assert.Equal(3, await host.ScalarAsync<long>("select count(*) from certification.unit_head where unit_id = $1", unit));
    }

    // The order in which days are told of does not matter, and no day has two answers or none after the first.
    [Fact]
    [Trait("Clause", "12.05(1)(i)(d)")]
    public async Task AnyOrderOfHeads_GivesEachDayOne_AsIfTheyHadBeenToldInOrder()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Erigeron Police Department", "7305-0001");
        var draws = new Random(20261123);
        for (var round = 0; round < 6; round++)
        {
            var days = Enumerable.Range(0, 6).Select(i => host.Today.AddDays(-60 + (i * 7))).ToArray();
            var told = days.ToArray();
            draws.Shuffle(told);
            var unit = await UnitAsync(agency, $"Unit {round}", told[0], $"Head of {told[0]:MMdd}");
            foreach (var day in told.Skip(1))
            {
                // Who heads it today is shown; one told of an earlier day leaves that as it is.
                var digest = (await UnitAsync(agency, unit)).Digest;
                Assert.Null((await host.Send(new ChangeUnitHeadCommand(unit, new($"Head of {day:MMdd}", $"h{day:MMdd}@union.example", day), digest), agency.Head)).Refusal);
            }

            var heads = (await UnitAsync(agency, unit)).Heads.Reverse().ToList();
            Assert.Equal(days.Select((d, i) => ($"Head of {d:MMdd}", d, i + 1 < days.Length ? days[i + 1].AddDays(-1) : (DateOnly?)null)), heads.Select(h => (h.Name, h.From, h.Until)));
        }
    }

    [Fact]
    [Trait("Clause", "12.05(1)(i)")]
    public async Task OfficerWhoMovesToAnotherUnit_HasBothOnFileWithTheirDays()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Fennel Police Department", "7306-0001");
        var (patrol, superior) = (await UnitAsync(agency), await UnitAsync(agency, "Superior Officers"));
        await PlacedAsync(agency, patrol, from: host.Today.AddDays(-30), "7306-0001");
        await PlacedAsync(agency, superior, from: host.Today.AddDays(-10), "7306-0001");
        await PlacedAsync(agency, superior, from: host.Today.AddDays(-10), "7306-0001");

        Assert.Equal(
            [("Patrol Union", -30, -10), ("Superior Officers", -10, 1)],
            await host.RowsAsync(
                """
                select words, (valid_from - $2::date), coalesce(valid_to - $2::date, 1) from certification.service_fact
                where register = 'BargainingUnit' and superseded_at is null and person_id = $1 order by valid_from
                """, r => (r.GetString(0), r.GetInt32(1), r.GetInt32(2)), await host.PersonAsync("7306-0001"), host.Today));
        Assert.Equal([0, 1], (await UnitsAsync(agency)).Units.Select(u => u.Members));
    }

    // B: an officer of another agency, one who left, nobody, another agency's unit.
    [Fact]
    [Trait("Clause", "12.04(1)(a)7")]
    public async Task OnlyWhoServesHereIsPlaced_AndOnlyInOnesOwnUnits()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Geranium Police Department", "7307-0001", "7307-0002");
        var other = await ReportingAgency.OpenAsync(host, "Heather Police Department", "7307-0003");
        var (unit, theirs) = (await UnitAsync(agency), await UnitAsync(other));
        await host.ExecuteAsync("update certification.employment set ends_on = $2 where person_id = $1", await host.PersonAsync("7307-0002"), host.Today.AddDays(-1));

        Assert.IsType<NotOnRoster>((await PlaceAsync(agency, unit, host.Today, "7307-0001", "7307-0003")).Refusal);
        Assert.IsType<NotOnRoster>((await PlaceAsync(agency, unit, host.Today, "7307-0002")).Refusal);
        Assert.IsType<NotFound>((await PlaceAsync(agency, theirs, host.Today, "7307-0001")).Refusal);
        Assert.IsType<NobodyChosen>((await PlaceAsync(agency, unit, host.Today)).Refusal);
        Assert.IsType<UnitDayNeeded>((await PlaceAsync(agency, unit, null, "7307-0001")).Refusal);
        Assert.IsType<UnitDayAhead>((await PlaceAsync(agency, unit, host.Today.AddDays(1), "7307-0001")).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.service_fact where register = 'BargainingUnit' and agency_id = $1", agency.Id));
        Assert.IsType<NotFound>((await host.Send(new ShowOwnUnitQuery(theirs), agency.Head)).Refusal);
        Assert.IsType<NotFound>((await host.Send(new ChangeUnitHeadCommand(theirs, new("Lou Birch", "lou@union.example", host.Today), ""), agency.Head)).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)7")]
    public async Task ClerkReads_AndDoesNotRecord_NorDoesStaff()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Iris Police Department", "7308-0001");
        var said = new UnitHeadSaid("Kim Ash", "kim@union.example", host.Today);
        var unit = await UnitAsync(agency);

        Assert.False((await host.Send(new ListOwnUnitsQuery(), agency.Clerk)).Value.MayKeep);
        Assert.Null((await host.Send(new ShowOwnUnitQuery(unit), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new RecordOwnUnitCommand("Another", said), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ListUnitPlacesQuery(), agency.Clerk)).Refusal);
        Assert.IsType<SignatoryNotAuthorised>((await host.Send(new RecordOwnUnitCommand("Another", said), agency.Clerk with { Roles = [Roles.AgencyHead] })).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new PlaceInUnitCommand([Guid.NewGuid()], null, host.Today))).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new ShowAgencyUnitsQuery(Guid.NewGuid()))).Refusal);
    }

    // G: officer's value differs from unit record T staff query, not overwritten for the other members.
    [Theory]
    [InlineData("7309-0001", "Robin Vale", "new7309-0001@home.example", false, true)]
    [InlineData("7309-0002", "KIM  ASH", "Kim@Union.example", false, false)]
    [InlineData("7309-0003", "Kim Ash", "elsewhere@union.example", false, true)]
    [InlineData("7309-0004", null, null, true, true)]
    [Trait("Clause", "12.07(1)(b)3.d")]
    public async Task WhatAnOfficerSaysOfTheUnit_IsAskedAboutWhereItDiffers_AndChangesNothing(string number, string? head, string? email, bool none, bool asked)
    {
        var agency = await ReportingAgency.OpenAsync(host, $"Jasmine {number[^1]} Police Department", number, $"7309-1{number[^3..]}");
        var unit = await UnitAsync(agency);
        await PlacedAsync(agency, unit, number, $"7309-1{number[^3..]}");
        var officer = await PortalOfficer.InvitedAsync(host, number);
        var before = await UnitAsync(agency, unit);

        var id = await officer.ToldAsync(StatementKind.UnitHead, officer.Says(StatementKind.UnitHead) with { Head = head, Contact = email, NoUnit = none });

        var questions = (await host.AsStaffAsync(new ListReviewItemsQuery("UnitHeadDiffers", false, null))).Value.Rows.Where(r => r.OfficerNumber == number).ToList();
        Assert.Equal(asked ? 1 : 0, questions.Count);
        if (asked)
        {
            Assert.Contains(agency.Name, questions[0].Details, StringComparison.Ordinal);
            Assert.Contains((await officer.FileAsync(id)).Reference, questions[0].Details, StringComparison.Ordinal);
            // What the officer wrote is for the agency.
            Assert.DoesNotContain(head ?? "@", questions[0].Details, StringComparison.Ordinal);
        }

        var after = await UnitAsync(agency, unit);
        Assert.Equal((before.Unit, before.Digest, before.Members.Count), (after.Unit, after.Digest, after.Members.Count));
    }

    [Theory]
    [InlineData("7310-0001", true, false)]
    [InlineData("7310-0002", false, true)]
    [Trait("Clause", "12.07(1)(b)3.d")]
    public async Task OfficerOnRecordWithoutAUnit_IsAskedAboutOnlyWhenOneIsNamed(string number, bool none, bool asked)
    {
        var agency = await ReportingAgency.OpenAsync(host, $"Kalmia {number[^1]} Police Department", number);
        await PlacedAsync(agency, null, number);
        var officer = await PortalOfficer.InvitedAsync(host, number);

        await officer.ToldAsync(StatementKind.UnitHead, officer.Says(StatementKind.UnitHead) with { NoUnit = none });

        Assert.Equal(asked ? 1 : 0, await host.ScalarAsync<long>("select count(*) from certification.review_item where kind = 'UnitHeadDiffers' and officer_number = $1", number));
    }

    [Fact]
    public async Task Officers_AreListedPageByPage_EachOnce()
    {
        string[] numbers = [.. Enumerable.Range(1, 7).Select(i => $"7311-{i:0000}")];
        var agency = await ReportingAgency.OpenAsync(host, "Larkspur Police Department", numbers);
        var seen = new List<string>();
        Guid? after = null;
        do
        {
            var page = (await host.Send(new ListUnitPlacesQuery(After: after, Limit: 3), agency.Head)).Value;
            seen.AddRange(page.Rows.Select(r => r.OfficerNumber));
            // Who is placed leaves this list; the next page goes on where this one ended all the same.
            await PlacedAsync(agency, null, page.Rows[^1].OfficerNumber);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(numbers, seen.Order());
    }

    private static (int Units, int NoUnit, int Unanswered) Counted(OwnUnits units) => (units.Units.Count, units.NoUnit, units.Unanswered);

    private async Task<OwnUnits> UnitsAsync(ReportingAgency agency) => (await host.Send(new ListOwnUnitsQuery(), agency.Head)).Value;

    private async Task<AgencyUnitsView> StaffAsync(ReportingAgency agency) => (await host.AsStaffAsync(new ShowAgencyUnitsQuery(agency.Id))).Value;

    private async Task<UnitPlaces> PlacesAsync(ReportingAgency agency, bool everybody = false) => (await host.Send(new ListUnitPlacesQuery(everybody), agency.Head)).Value;

    private async Task<OwnUnit> UnitAsync(ReportingAgency agency, Guid unit)
    {
        var shown = await host.Send(new ShowOwnUnitQuery(unit), agency.Head);
        Assert.Null(shown.Refusal);
        return shown.Value;
    }

    private async Task<Guid> UnitAsync(ReportingAgency agency, string name = "Patrol Union", DateOnly? from = null, string head = "Kim Ash")
    {
        var recorded = await host.Send(new RecordOwnUnitCommand(name, new(head, "kim@union.example", from ?? host.Today.AddDays(-7))), agency.Liaison);
        Assert.Null(recorded.Refusal);
        return recorded.Value.Id;
    }

    private Task PlacedAsync(ReportingAgency agency, Guid? unit, params string[] numbers) => PlacedAsync(agency, unit, host.Today, numbers);

    private async Task PlacedAsync(ReportingAgency agency, Guid? unit, DateOnly from, params string[] numbers) =>
        Assert.Null((await PlaceAsync(agency, unit, from, numbers)).Refusal);

    private async Task<Result<Done>> PlaceAsync(ReportingAgency agency, Guid? unit, DateOnly? from, params string[] numbers)
    {
        var persons = new List<Guid>();
        foreach (var number in numbers) persons.Add(await host.PersonAsync(number));
        return await host.Send(new PlaceInUnitCommand(persons, unit, from), agency.Liaison);
    }
}
