using Post.App.Access;
using Post.Certification.Domain;
using Post.Certification.Features.AdmitJoiners;
using Post.Certification.Features.FreezeRound;
using Post.Certification.Features.ListRoundOfficers;
using Post.Certification.Features.ListRounds;
using Post.Certification.Features.MakeRound;
using Post.Certification.Features.PreviewRound;
using Post.Certification.Features.ShowRound;
using Post.Certification.Rounds;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

public sealed class RoundTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private DateOnly Today => host.Clock.Today();

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    [Trait("Clause", "MMA-11")]
    public async Task PublishedRounds_HoldEveryLetterOfACycleOnceAndSayHowSureTheyAre()
    {
        var rows = await host.RowsAsync(
            "select cycle, from_letter, to_letter, ends_on, confidence from certification.round_plan where rule = 'Surname' and cycle < 100",
            r => (Cycle: r.GetInt32(0), From: r.GetString(1)[0], To: r.GetString(2)[0], Ends: r.GetFieldValue<DateOnly>(3), Sure: r.GetString(4)));

        Assert.All(rows.GroupBy(r => r.Cycle), cycle => Assert.Empty(RoundRanges.Amiss([.. cycle.Select(c => (c.From, c.To))])));
        Assert.Contains((2, 'A', 'H', new DateOnly(2025, 7, 1), "High"), rows);
        Assert.Contains((2, 'I', 'P', new DateOnly(2026, 7, 1), "Medium"), rows);
        // Three years, month by month, none twice.
        Assert.Equal(36L, await host.ScalarAsync<long>("select count(distinct date_trunc('month', ends_on)) from certification.round_plan where rule = 'BirthMonth'"));
        Assert.Equal(36L, await host.ScalarAsync<long>("select count(*) from certification.round_plan where rule = 'BirthMonth'"));
    }

    [Fact]
    public async Task Made_CountsItsDueDayAndListsItself()
    {
        var round = await host.RoundAsync('B', new DateOnly(2026, 7, 1), frozen: false);

        var board = await host.BoardAsync(round);

        Assert.Equal(new DateOnly(2026, 6, 30), board.DueOn);
        Assert.Equal(board.DueOn, board.Clock!.Due);
        Assert.Contains(board.Clock.Explanation.Lines, l => l.Words.Contains("Certifications of the round end", StringComparison.Ordinal));
        Assert.False(board.Frozen);
        var listed = (await host.AsStaffAsync(new ListRoundsQuery())).Value;
        Assert.False(listed.Made.Single(r => r.Id == round).Frozen);
        Assert.Equal((new DateOnly(2025, 7, 1), "High", "Surnames A–H, July 1, 2025"), (listed.Planned[0].EndsOn, listed.Planned[0].Confidence, listed.Planned[0].Title));
    }

    [Fact]
    [Trait("Clause", "MMA-11")]
    public async Task CycleWithAGap_IsRefusedByItsLetters()
    {
        var plan = await host.PlanAsync('C', new DateOnly(2026, 7, 1));
        await host.ExecuteAsync("delete from certification.round_plan p using certification.round_plan c where c.id = $1 and p.cycle = c.cycle and p.from_letter = 'D'", plan);

        var refused = (await host.AsStaffAsync(new MakeRoundCommand(plan))).Refusal;

        Assert.Equal("cohort-ranges-invalid", refused!.Code);
        Assert.Equal("DEFGHIJKLMNOPQRSTUVWXYZ", string.Concat(Assert.IsType<CohortRangesInvalid>(refused).Letters));
    }

    [Fact]
    public async Task MadeTwice_FrozenTwice_OrFrozenEarly_IsRefused()
    {
        await host.OfficerNamedAsync("7101-0001", "Dorsett", new DateOnly(2026, 7, 1));
        var plan = await host.PlanAsync('D', new DateOnly(2026, 7, 1));
        var round = (await host.AsStaffAsync(new MakeRoundCommand(plan))).Value;

        Assert.IsType<RoundMadeAlready>((await host.AsStaffAsync(new MakeRoundCommand(plan))).Refusal);
        Assert.IsType<RoundNotFrozen>((await host.AsStaffAsync(new AdmitJoinersCommand(round))).Refusal);
        Assert.Null((await host.AsStaffAsync(new FreezeRoundCommand(round))).Refusal);
        Assert.IsType<RoundFrozen>((await host.AsStaffAsync(new FreezeRoundCommand(round))).Refusal);
        Assert.IsType<NobodyFallsIn>((await host.AsStaffAsync(new AdmitJoinersCommand(round))).Refusal);
        var early = await host.RoundAsync('D', Today.AddDays(200), frozen: false);
        Assert.IsType<RoundNotOpen>((await host.AsStaffAsync(new FreezeRoundCommand(early))).Refusal);
        Assert.IsType<NotFound>((await host.AsStaffAsync(new MakeRoundCommand(Guid.NewGuid()))).Refusal);
    }

    [Fact]
    [Trait("Clause", "MMA-11")]
    public async Task Frozen_HoldsWhoIsCertifiedUnderTheLetterWithTheReason()
    {
        var ends = new DateOnly(2026, 7, 1);
        var certified = await host.OfficerNamedAsync("7102-0001", "Eldridge", ends);
        var suspended = await host.OfficerNamedAsync("7102-0002", "É'ston", ends, status: "Suspended");
        await host.OfficerNamedAsync("7102-0003", "Elm", ends, status: "Decertified");
        await host.OfficerNamedAsync("7102-0004", "Emery", ends.AddDays(1));
        var listed = await host.OfficerNamedAsync("7102-0005", "Éclair", ends, certificate: false);
        await host.OfficerNamedAsync("7102-0006", "Quist", ends);
        var round = await host.RoundAsync('E', ends, frozen: false);

        var preview = (await host.AsStaffAsync(new PreviewRoundQuery(round))).Value;
        var frozen = await host.AsStaffAsync(new FreezeRoundCommand(round));

        Assert.Equal((3, 3), (preview.Officers, frozen.Value));
        Assert.Equal(3, Assert.Single(preview.Agencies).Officers);
        var members = await host.OfficersOfAsync(round);
        // A suspended certification is still one (8.03(2)), and a status list alone is enough to be asked.
        Assert.Equal([listed, certified, suspended], members.Select(m => m.Officer.PersonId));
        Assert.Equal("Surname “Eldridge”, letter E; certified until July 1, 2026.", members[1].Officer.Reason);
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'recertification-round.frozen' and outcome = 'Ok' and subject_ids @> array[$1, $2]", certified, listed));
    }

    [Fact]
    [Trait("Clause", "MMA-11")]
    public async Task LaterName_MovesNobodyAndWhoComesLaterIsShownAsSuch()
    {
        var ends = new DateOnly(2026, 7, 1);
        var first = await host.OfficerNamedAsync("7103-0001", "Farrow", ends);
        var round = await host.RoundAsync('F', ends);
        await host.BringInAsync("officers", Officers(Officer("7103-0001", "Zimmer-Farrow, Lena", expires: "7/1/2026")), July);
        var second = await host.OfficerNamedAsync("7103-0002", "Fenn", ends);
        var plan = await host.ScalarAsync<Guid>(
            "select p.id from certification.round_plan p join certification.recertification_round r on r.cycle = p.cycle where r.id = $1 and p.from_letter = 'G'", round);
        var other = (await host.AsStaffAsync(new MakeRoundCommand(plan))).Value;

        Assert.Equal(1, (await host.AsStaffAsync(new PreviewRoundQuery(round))).Value.Officers);
        Assert.Equal(1, (await host.AsStaffAsync(new AdmitJoinersCommand(round))).Value);
        await host.AsStaffAsync(new FreezeRoundCommand(other));

        var members = await host.OfficersOfAsync(round);
        Assert.Equal([(first, false), (second, true)], members.Select(m => (m.Officer.PersonId, m.Officer.JoinedLate)));
        Assert.Equal("Zimmer-Farrow, Lena", members[0].Officer.Name);
        Assert.Equal(1, (await host.BoardAsync(round)).JoinedLate);
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from certification.round_member where person_id = $1", first));
    }

    [Fact]
    public async Task Board_TellsWhereEachStandsAgencyByAgency()
    {
        var ends = new DateOnly(2026, 7, 1);
        var missing = await host.OfficerNamedAsync("7104-0001", "Gable", ends, "Gable Town Police");
        var begun = await host.OfficerNamedAsync("7104-0002", "Gant", ends, "Gable Town Police");
        var complete = await host.OfficerNamedAsync("7104-0003", "Garr", ends, "Gorham Police");
        var decided = await host.OfficerNamedAsync("7104-0004", "Gill", ends, "Gorham Police");
        var gone = await host.OfficerNamedAsync("7104-0005", "Gump", ends, "Gorham Police");
        var round = await host.RoundAsync('G', ends);
        var application = await host.ReceivedAsync(begun, ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "in-service", "work");
        await host.CompleteAsync(complete);
        Assert.Null((await host.DecideAsync(await host.CompleteAsync(decided), DecisionKind.Grant)).Refusal);
        await host.BringInAsync("officers", Officers(Officer("7104-0005", "Gump, Lena", "Decertified", "Gorham Police")), July);

        var board = await host.BoardAsync(round);

        Assert.Equal(new RoundCounts(5, 1, 1, 1, 1, 0, 1), board.Counts);
        Assert.Equal((3, 25), (board.Counts.Applied, board.Counts.Percent));
        Assert.Equal([("Gable Town Police", 2, 1, 1), ("Gorham Police", 3, 0, 0)], board.Agencies.Select(a => (a.Name, a.Officers, a.Missing, a.Incomplete)));
        Assert.Equal(["Decided", "Gone"], new[] { await host.StateAsync(round, decided), await host.StateAsync(round, gone) });
        var list = await host.OfficersOfAsync(round, board.Agencies[0].AgencyId);
        Assert.Equal([missing, begun], list.Select(r => r.Officer.PersonId));
        Assert.Equal(["In-service training of each year", "Work as an officer in the period"], list[1].Open);
        Assert.Equal("Granted", (await host.OfficersOfAsync(round, state: "Decided"))[0].Decided);
        var waiting = (await host.AsStaffAsync(new ShowRoundQuery(round, WaitingOnly: true))).Value;
        Assert.Equal("Gable Town Police", Assert.Single(waiting.Agencies).Name);
        Assert.Empty((await host.AsStaffAsync(new ShowRoundQuery(round, "nowhere"))).Value.Agencies);
    }

    [Fact]
    public async Task Pages_FollowOneAnotherAndShowEachOnce()
    {
        var ends = new DateOnly(2026, 7, 1);
        for (var i = 0; i < 7; i++) await host.OfficerNamedAsync($"7105-000{i}", $"Hale{(char)('a' + i % 3)}", ends, $"Hale {i} Police");
        var round = await host.RoundAsync('H', ends);

        List<Guid> officers = [], agencies = [];
        for (Guid? after = null; ;)
        {
            var page = (await host.AsStaffAsync(new ListRoundOfficersQuery(round, After: after, Limit: 3))).Value;
            officers.AddRange(page.Rows.Select(r => r.Officer.PersonId));
            if (page.Next is null) break;
            after = page.Next;
        }

        for (Guid? after = null; ;)
        {
            var page = (await host.AsStaffAsync(new ShowRoundQuery(round, After: after, Limit: 2))).Value;
            agencies.AddRange(page.Agencies.Select(a => a.AgencyId));
            if (page.Next is null) break;
            after = page.Next;
        }

        Assert.Equal((7, 7, 7, 7), (officers.Count, officers.Distinct().Count(), agencies.Count, agencies.Distinct().Count()));
    }

    [Fact]
    public async Task OfficerOfTwoAgencies_AppearsToEachAndCountsOnceInTheRound()
    {
        var ends = new DateOnly(2026, 7, 1);
        var person = await host.OfficerNamedAsync("7106-0001", "Ingram", ends, "Ingram Town Police");
        await host.BringInAsync("employment", Employment(Spell("7106-0001", agency: "Ingram College Police", last: "Ingram", first: "Lena")));
        var round = await host.RoundAsync('I', ends);

        var board = await host.BoardAsync(round);

        Assert.Equal(1, board.Counts.Officers);
        Assert.Equal(["Ingram College Police", "Ingram Town Police"], board.Agencies.Select(a => a.Name));
        Assert.All(board.Agencies, a => Assert.Equal(1, a.Missing));
        Assert.Equal(person, Assert.Single(await host.OfficersOfAsync(round, board.Agencies[1].AgencyId)).Officer.PersonId);
    }

    [Fact]
    public async Task Statements_AreAsManyForFewAsForMany()
    {
        var ends = new DateOnly(2026, 7, 1);
        await host.OfficerNamedAsync("7107-0000", "Jagger", ends, "Jagger 0 Police");
        var few = await host.RoundAsync('J', ends);
        var (board, list) = (await host.StatementsOfAsync(new ShowRoundQuery(few)), await host.StatementsOfAsync(new ListRoundOfficersQuery(few)));
        for (var i = 1; i < 12; i++) await host.OfficerNamedAsync($"7107-00{i:00}", "Jagger", ends, $"Jagger {i} Police");
        await host.AsStaffAsync(new AdmitJoinersCommand(few));

        Assert.Equal(12, (await host.BoardAsync(few)).Agencies.Count);
        Assert.Equal(board, await host.StatementsOfAsync(new ShowRoundQuery(few)));
        Assert.Equal(list, await host.StatementsOfAsync(new ListRoundOfficersQuery(few)));
        Assert.InRange(board, 1, 8);
        Assert.InRange(list, 1, 4);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoKeepsApplications_MakesAndFreezes_AndReadersLook(string role)
    {
        var caller = People.With(role, host.Clock);
        bool Allowed(string permission) => RolePermissions.Table.Allows([role], permission);
        async Task<bool> GetsIn<T>(MediatR.IRequest<Result<T>> request) => (await host.Send(request, caller)).Refusal is not NotAllowed;
        var none = Guid.NewGuid();

        var keeps = Allowed(CertificationPermissions.KeepApplications);
        Assert.Equal(keeps, await GetsIn(new MakeRoundCommand(none)));
        Assert.Equal(keeps, await GetsIn(new FreezeRoundCommand(none)));
        Assert.Equal(keeps, await GetsIn(new AdmitJoinersCommand(none)));
        Assert.Equal(role is Roles.CertStaff or Roles.ExecutiveDirector, keeps);
        var reads = Allowed(CertificationPermissions.ReadApplications);
        Assert.Equal(reads, await GetsIn(new ListRoundsQuery()));
        Assert.Equal(reads, await GetsIn(new ShowRoundQuery(none)));
        Assert.Equal(reads, await GetsIn(new PreviewRoundQuery(none)));
        Assert.Equal(reads, await GetsIn(new ListRoundOfficersQuery(none)));
        Assert.False(reads && role is Roles.AgencyHead or Roles.AgencyLiaison or Roles.AgencyClerk or Roles.OfficerUser);
    }
}
