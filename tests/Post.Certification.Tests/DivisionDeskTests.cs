using Post.App.Access;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.ListAgencyReports;
using Post.Certification.Features.ListApplications;
using Post.Certification.Features.ListConditions;
using Post.Certification.Features.MarkMissedConditions;
using Post.Certification.Features.ShowDivisionDesk;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>Each figure of the desk is the length of the list it leads to, and the desk asks as little of a large state as of a small one.</summary>
public sealed class DivisionDeskTests(CertificationHost host) : IClassFixture<CertificationHost>, IAsyncLifetime
{
    private const int MostStatements = 7;

    private static readonly DateOnly s_ends = new(2026, 6, 15);

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        host.Clock.Set(ModuleHost.Start);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EachFigure_IsTheLengthOfTheListItLeadsTo()
    {
        var round = await StateAsync('B', "7801");

        var desk = await DeskAsync();

        Assert.Equal(await LengthAsync(null), desk.Applications.Open);
        Assert.Equal(
            (await LengthAsync("Late"), await LengthAsync("Soon"), await LengthAsync("Ending"), await LengthAsync("Complete")),
            (desk.Applications.Late, desk.Applications.Soon, desk.Applications.Ending, desk.Applications.Complete));
        Assert.True(desk.Applications is { Late: > 0, Ending: > 0, Complete: > 0 } && desk.Applications.Soon > desk.Applications.Late);
        Assert.Equal(
            (await ConditionsAsync("Open"), await ConditionsAsync("Due"), await ConditionsAsync("Missed")),
            (desk.Conditions.Open, desk.Conditions.Due, desk.Conditions.Missed));
        Assert.True(desk.Conditions is { Open: > 1, Due: > 0, Missed: > 0 } && desk.Conditions.Due < desk.Conditions.Open);
        await RoundsAreTheirListsAsync(desk, round);
        await ReportsAreTheirListsAsync(desk);
    }

    [Fact]
    public async Task LargerState_TakesNoStatementMore()
    {
        await StateAsync('C', "7802");
        var few = await host.StatementsOfAsync(new ShowDivisionDeskQuery());

        await StateAsync('D', "7803");
        await StateAsync('F', "7804");

        Assert.InRange(few, 4, MostStatements);
        Assert.Equal(few, await host.StatementsOfAsync(new ShowDivisionDeskQuery()));
    }

    [Fact]
    public async Task RoundThatEndedLongAgo_IsNotOnTheDesk_AndTheNumberOfDaysIsData()
    {
        var round = await StateAsync('G', "7805");
        host.Clock.Set(CivilClock.At(s_ends.AddDays(181), new TimeOnly(12, 0)));
        Assert.DoesNotContain((await DeskAsync()).Rounds, r => r.Id == round);

        await host.ExecuteAsync(
            """
            insert into certification.intake_rule (code, value, meaning, source, valid_from)
            select code, 400, meaning, 'Test', '2026-06-12' from certification.intake_rule where code = 'desk-round-days'
            """);

        Assert.Contains((await DeskAsync()).Rounds, r => r.Id == round);
        await host.ExecuteAsync("delete from certification.intake_rule where code = 'desk-round-days' and source = 'Test'");
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoReadsApplications_SeesTheDesk_AndReportsOnlyWhoReadsReports(string role)
    {
        var caller = People.With(role, host.Clock);

        var shown = await host.Send(new ShowDivisionDeskQuery(), caller);
        var listed = await host.Send(new ListConditionsQuery(), caller);

        var may = RolePermissions.Table.Allows([role], CertificationPermissions.ReadApplications);
        Assert.Equal((may, may), (shown.Refusal is not NotAllowed, listed.Refusal is not NotAllowed));
        if (may) Assert.Equal(RolePermissions.Table.Allows([role], CertificationPermissions.ReadReports), shown.Value.Reports is not null);
    }

    [Fact]
    public async Task Conditions_AreGoneThroughPageByPage_AndWordsThatAreNoneAreRefused()
    {
        await StateAsync('H', "7806");
        var (seen, after) = (new List<Guid>(), (Guid?)null);
        do
        {
            var page = (await host.AsStaffAsync(new ListConditionsQuery("Open", after, 1))).Value;
            seen.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(await ConditionsAsync("Open"), seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.IsType<NotValid>((await host.AsStaffAsync(new ListConditionsQuery("All"))).Refusal);
        Assert.IsType<NotValid>((await host.AsStaffAsync(new ListApplicationsQuery(null, null, false, null) { Show = "All" })).Refusal);
    }

    private async Task RoundsAreTheirListsAsync(DivisionDesk desk, Guid round)
    {
        var shown = desk.Rounds.Single(r => r.Id == round).Counts;
        var listed = new RoundCounts(
            await OfRoundAsync(round, null), await OfRoundAsync(round, "Missing"), await OfRoundAsync(round, "Incomplete"),
            await OfRoundAsync(round, "Complete"), await OfRoundAsync(round, "Decided"), await OfRoundAsync(round, "Expired"),
            await OfRoundAsync(round, "Gone"));
        Assert.Equal(listed, shown);
        // One was renewed by a file, and one number is another's: they count where their lists show them.
        Assert.Equal(new RoundCounts(9, 2, 3, 1, 2, 0, 1), shown);
        foreach (var agency in desk.Agencies.Where(a => a.RoundId == round))
        {
            Assert.Equal(agency.Missing, (await host.OfficersOfAsync(round, agency.AgencyId, "Missing")).Count);
            Assert.Equal(agency.Incomplete, (await host.OfficersOfAsync(round, agency.AgencyId, "Incomplete")).Count);
        }

        Assert.Contains(desk.Agencies, a => a.RoundId == round && a.Waiting > 0);
        Assert.Equal(desk.Agencies.OrderByDescending(a => a.Waiting).Select(a => a.Waiting), desk.Agencies.Select(a => a.Waiting));
    }

    private async Task ReportsAreTheirListsAsync(DivisionDesk desk)
    {
        Assert.Equal((await ReportsAsync(null, false), await ReportsAsync(null, true)), (desk.Reports!.Waiting, desk.Reports.Late));
        Assert.Contains(desk.Reports.Agencies, a => a.Late > 0 && a.Late < a.Waiting);
        foreach (var agency in desk.Reports.Agencies)
        {
            Assert.Equal((agency.Waiting, agency.Late), (await ReportsAsync(agency.AgencyId, false), await ReportsAsync(agency.AgencyId, true)));
        }
    }

    /// <summary>A round with an officer in each place, conditions due soon, late and missed, and reports in time and late.</summary>
    private async Task<Guid> StateAsync(char letter, string block)
    {
        host.Clock.Set(ModuleHost.Start);
        var persons = new List<Guid>();
        for (var i = 0; i < 9; i++)
        {
            persons.Add(await host.OfficerNamedAsync($"{block}-000{i}", $"{letter}unt{(char)('a' + i)}", s_ends, $"{letter}unt {i % 2} Police"));
        }

        var round = await host.RoundAsync(letter, s_ends, opensOn: new DateOnly(2026, 5, 1));
        var late = await host.ReceivedAsync(persons[0], ApplicationKind.Recertification, new DateOnly(2026, 1, 5));
        await host.ReceivedAsync(persons[1], ApplicationKind.Recertification, new DateOnly(2026, 3, 15));
        await host.ReceivedAsync(persons[2], ApplicationKind.Recertification);
        await host.CompleteAsync(persons[3]);
        await ConditionalAsync(persons[4], 10, 60);
        await host.ExecuteAsync("update certification.certificate set expires_on = '2029-06-15' where person_id = $1 and superseded_at is null", persons[5]);
        await host.MergeAsync($"{block}-0006", $"{block}-0008");
        await MissedAsync(block, letter);
        await host.ExecuteAsync(ReportsSql, await host.AgencyAsync($"{letter}unt 0 Police"));
        return round;
    }

    private async Task ConditionalAsync(Guid person, params int[] days)
    {
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        await host.ShowAllAsync(application, "in-service");
        var decided = await host.DecideAsync(
            application, DecisionKind.GrantConditionally, null, null,
            [.. days.Select(d => new ConditionWish($"Within {d} days", host.Clock.Today().AddDays(d)))]);
        Assert.Null(decided.Refusal);
    }

    // Of an officer outside the round, whose condition ran out yesterday.
    private async Task MissedAsync(string block, char letter)
    {
        var person = await host.OfficerNamedAsync($"{block}-0009", $"Zed{char.ToLowerInvariant(letter)}", new DateOnly(2027, 7, 1));
        await ConditionalAsync(person, 1);
        Assert.Null((await host.Send(new MarkMissedConditionsCommand(CivilClock.At(host.Clock.Today().AddDays(2), new TimeOnly(0, 35))))).Refusal);
    }

    private async Task<DivisionDesk> DeskAsync()
    {
        var shown = await host.AsStaffAsync(new ShowDivisionDeskQuery());
        Assert.Null(shown.Refusal);
        return shown.Value;
    }

    private async Task<int> LengthAsync(string? show) =>
        (await host.AsStaffAsync(new ListApplicationsQuery(null, null, false, null, 100) { Show = show })).Value.Rows.Count;

    private async Task<int> ConditionsAsync(string show) => (await host.AsStaffAsync(new ListConditionsQuery(show, null, 100))).Value.Rows.Count;

    private async Task<int> OfRoundAsync(Guid round, string? state) => (await host.OfficersOfAsync(round, null, state)).Count;

    private async Task<int> ReportsAsync(Guid? agency, bool late) =>
        (await host.AsStaffAsync(new ListAgencyReportsQuery(Limit: 100) { AgencyId = agency, LateOnly = late })).Value.Rows.Count;

    private const string ReportsSql = """
        insert into certification.agency_report (id, number, agency_id, kind, revision, officer_number, occurred_on, known_on, prepared_at, prepared_by_name,
          state, submitted_at, submitted_by_name, submitted_as, attested, clock_id, due_on, in_time, queue_day, route, queue_place)
        select gen_random_uuid(), nextval('certification.agency_report_number'), $1, 'Separation', 1, '7800-000' || n, '2026-05-01', '2026-05-01', now(), 'Test',
          'Submitted', now(), 'Test', 'Liaison', 'Test', gen_random_uuid(), '2026-05-20', n > 1, '2026-05-20', 'Immediate', case when n > 1 then 2 else 1 end from generate_series(1, 3) n
        """;
}
