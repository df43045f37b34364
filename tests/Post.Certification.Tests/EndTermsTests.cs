using Post.Certification.Domain;
using Post.Certification.Features.CarryOutDecision;
using Post.Certification.Features.EndDecisions;
using Post.Certification.Features.EndTerms;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>The night after the last day of a certification: it expires, goes on, or is left to a person; each once.</summary>
public sealed class EndTermsTests(CertificationHost host) : IClassFixture<CertificationHost>, IAsyncLifetime
{
    private static readonly DateOnly s_ends = new(2026, 6, 20);

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        host.Clock.Set(ModuleHost.Start);
        return Task.CompletedTask;
    }

    [Fact]
    [Trait("Clause", "8.03(2) Decertification")]
    public async Task NobodyApplied_ExpiresTheDayAfterWithADecisionThatCanBeReviewed()
    {
        var person = await host.OfficerNamedAsync("7301-0001", "Abel", s_ends, "Abel Police");
        var round = await host.RoundAsync('A', s_ends, opensOn: new DateOnly(2026, 5, 1));
        LastDayOver();

        await host.NightAfterAsync(s_ends.AddDays(-1));
        Assert.Equal("Missing", await host.StateAsync(round, person));
        await host.NightAfterAsync(s_ends);
        await host.NightAfterAsync(s_ends);
        await host.NightAfterAsync(s_ends.AddDays(3));

        Assert.Equal("Expired", await host.StateAsync(round, person));
        Assert.Equal([("Certified", s_ends.AddDays(1), false), ("Expired", null, true)], (await host.TimelineAsync(person)).Select(s => (s.Code, s.Until, s.Decided)));
        Assert.Equal([("Initial", "Expired")], (await host.CertificatesAsync(person)).Select(c => (c.Type, c.Status)));
        var facts = await host.FactsOfAsync("7301-0001");
        Assert.Equal((false, (DateOnly?)s_ends.AddDays(1)), (facts.Decertified, facts.CeasedOn));
        Assert.Equal(("Expire", true, 1L), (
            await host.ScalarAsync<string>("select kind from certification.decision where person_id = $1", person),
            await host.ScalarAsync<bool>("select reviewable from certification.decision where person_id = $1", person),
            await host.ScalarAsync<long>("select count(*) from kernel.notice where kind = 'certification-decision' and addressee_id = $1", person)));
    }

    [Fact]
    [Trait("Clause", "IF-7.00 Recertification")]
    [Trait("Clause", "MMA-09")]
    public async Task TimelyApplication_GoesOnWhilePendingAndIsShownSo()
    {
        var person = await host.OfficerNamedAsync("7302-0001", "Bates", s_ends, "Bates Police");
        var round = await host.RoundAsync('B', s_ends, opensOn: new DateOnly(2026, 5, 1));
        var application = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        LastDayOver();

        await host.NightAfterAsync(s_ends);
        await host.NightAfterAsync(s_ends.AddDays(1));

        var row = Assert.Single(await host.OfficersOfAsync(round)).Officer;
        Assert.Equal(("Incomplete", true), (row.State, row.Continued));
        Assert.Equal([("Certified", (DateOnly?)null)], (await host.TimelineAsync(person)).Select(s => (s.Code, s.Until)));
        Assert.Equal(["Continued"], (await host.CertificatesAsync(person)).Select(c => c.Status));
        Assert.True((await host.ApplicationAsync(application)).Open);
        Assert.Null((await host.FactsOfAsync("7302-0001")).CeasedOn);
        Assert.Equal(1L, await DecisionsAsync(person));
        // The final decision ends it.
        await host.ShowAllAsync(application);
        Assert.Null((await host.DecideAsync(application, DecisionKind.Grant)).Refusal);
        Assert.Equal("Decided", await host.StateAsync(round, person));
    }

    [Fact]
    public async Task LateApplication_IsLeftToAPersonAndShownSo()
    {
        var person = await host.OfficerNamedAsync("7303-0001", "Cole", s_ends);
        var round = await host.RoundAsync('C', s_ends, opensOn: new DateOnly(2026, 5, 1));
        LastDayOver();
        await host.ReceivedAsync(person, ApplicationKind.Recertification, s_ends.AddDays(1));

        await host.NightAfterAsync(s_ends);

        Assert.Equal(0L, await DecisionsAsync(person));
        Assert.Equal("Received after the certification had ended: a person decides", Assert.Single(await host.OfficersOfAsync(round)).ForAPerson(s_ends.AddDays(2)));
    }

    [Fact]
    public async Task Decided_IsNeverTouched()
    {
        var granted = await host.OfficerNamedAsync("7304-0001", "Dale", s_ends);
        var refused = await host.OfficerNamedAsync("7304-0002", "Dunn", s_ends);
        var round = await host.RoundAsync('D', s_ends, opensOn: new DateOnly(2026, 5, 1));
        Assert.Null((await host.DecideAsync(await host.CompleteAsync(granted), DecisionKind.Grant)).Refusal);
        Assert.Null((await host.DecideAsync(await host.ReceivedAsync(refused, ApplicationKind.Recertification), DecisionKind.Nonrenew)).Refusal);
        var before = (await host.TimelineAsync(granted), await host.TimelineAsync(refused));
        LastDayOver();

        await host.NightAfterAsync(s_ends);

        Assert.Equal(before.Item1, await host.TimelineAsync(granted));
        Assert.Equal(before.Item2, await host.TimelineAsync(refused));
        Assert.Equal(2, (await host.BoardAsync(round)).Counts.Decided);
    }

    [Fact]
    public async Task Suspension_IsNotHiddenByAClock()
    {
        var person = await host.OfficerNamedAsync("7305-0001", "Estes", s_ends, status: "Suspended");
        var round = await host.RoundAsync('E', s_ends, opensOn: new DateOnly(2026, 5, 1));
        LastDayOver();

        await host.NightAfterAsync(s_ends);
        await host.NightAfterAsync(s_ends.AddDays(1));

        Assert.Equal(["Suspended"], (await host.TimelineAsync(person)).Select(s => s.Code));
        Assert.Equal("Missing", await host.StateAsync(round, person));
        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from certification.application where person_id = $1 and kind = 'OwnMotion' and closed_at is null and grounds like 'The certification ended on June 20, 2026%'", person));
        Assert.Contains("Suspended", await host.ScalarAsync<string>("select note from certification.decision_batch_item where person_id = $1", person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TermThatEndedBeforeTheFreeze_OrAnotherDayOnRecord_IsNotEndedByTheNight()
    {
        var stale = await host.OfficerNamedAsync("7306-0001", "Finch", s_ends.AddYears(-1));
        var later = await host.OfficerNamedAsync("7306-0002", "Fisk", s_ends);
        var round = await host.RoundAsync('F', s_ends, opensOn: new DateOnly(2026, 5, 1));
        await host.ExecuteAsync("update certification.certificate set expires_on = '2026-08-01' where person_id = $1 and superseded_at is null", later);
        LastDayOver();

        await host.NightAfterAsync(s_ends);

        Assert.Equal((0L, 0L), (await DecisionsAsync(stale), await DecisionsAsync(later)));
        Assert.Equal("Missing", await host.StateAsync(round, stale));
    }

    [Fact]
    public async Task KilledAnywhereAndRunOutOfOrder_EachIsActedOnOnce()
    {
        var persons = new List<Guid>();
        for (var i = 0; i < 6; i++) persons.Add(await host.OfficerNamedAsync($"7307-000{i}", "Gray", s_ends, $"Gray {i % 2} Police"));
        var round = await host.RoundAsync('G', s_ends, opensOn: new DateOnly(2026, 5, 1));
        for (var i = 0; i < 3; i++) await host.ReceivedAsync(persons[i], ApplicationKind.Recertification);
        LastDayOver();

        await host.NightAfterAsync(s_ends.AddDays(2), worker: false);
        await host.NightAfterAsync(s_ends, worker: false);
        var batch = await host.ScalarAsync<Guid>("select id from certification.decision_batch where round_id = $1", round);
        // A worker that died after the first two, and its ghost that comes back to one of them.
        foreach (var person in persons.Take(2).Append(persons[0]))
        {
            Assert.Null((await host.Send(new CarryOutDecisionCommand(batch, person))).Refusal);
        }

        Assert.Null((await host.Send(new EndDecisionsCommand(batch))).Refusal);
        Assert.Equal("Running", await host.ScalarAsync<string>("select state from certification.decision_batch where id = $1", batch));
        await Task.WhenAll(host.CarryOutAsync(), host.CarryOutAsync());
        await host.CarryOutAsync();
        await host.NightAfterAsync(s_ends.AddDays(5));

        Assert.Equal(["ContinueWhilePending", "ContinueWhilePending", "ContinueWhilePending", "Expire", "Expire", "Expire"], await host.RowsAsync(
            "select kind from certification.decision where person_id = any ($1) order by kind", r => r.GetString(0), persons.ToArray()));
        // Six decisions and the ghost's look, each under an event of its own.
        Assert.Equal(7L, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'recertification-decision.carried-out' and outcome = 'Ok' and subject_ids && $1", persons.ToArray()));
        Assert.Equal("Ended", await host.ScalarAsync<string>("select state from certification.decision_batch where id = $1", batch));
        Assert.Equal(1L, await host.ScalarAsync<long>("select count(*) from certification.decision_batch where round_id = $1", round));
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Nobody_RunsTheNight(string role)
    {
        var caller = People.With(role, host.Clock);
        Assert.IsType<NotAllowed>((await host.Send(new EndTermsCommand(host.Clock.GetUtcNow()), caller)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new CarryOutDecisionCommand(Guid.NewGuid(), Guid.NewGuid()), caller)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new EndDecisionsCommand(Guid.NewGuid()), caller)).Refusal);
    }

    private void LastDayOver() => host.Clock.Set(CivilClock.At(s_ends.AddDays(6), new TimeOnly(9, 0)));

    private Task<long> DecisionsAsync(Guid person) => host.ScalarAsync<long>("select count(*) from certification.decision where person_id = $1", person);
}
