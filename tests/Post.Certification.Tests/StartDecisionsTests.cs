using Microsoft.Extensions.DependencyInjection;
using Post.App.Access;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.PreviewDecisions;
using Post.Certification.Features.ShowDecisionBatch;
using Post.Certification.Features.StartDecisions;
using Post.Certification.Features.TurnDecisions;
using Post.Certification.Rounds;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

public sealed class StartDecisionsTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_ends = new(2026, 7, 1);

    private DateOnly Today => host.Clock.Today();

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    [Trait("Clause", "8.05(1)(b)")]
    public async Task Together_IsForEachWhatASingleDecisionIs()
    {
        var persons = await CompleteAsync("7401", "Ashe", 3);
        var single = await host.OfficerNamedAsync("7401-0009", "Ashley", s_ends);
        var round = await host.RoundAsync('A', s_ends);
        Assert.Null((await host.DecideAsync(await host.CompleteAsync(single), DecisionKind.Grant)).Refusal);

        var preview = await PreviewAsync(round);
        Assert.Equal((3, 0, Today.AddYears(3)), (preview.Ready, preview.Refused, preview.Rows[0].ExpiresOn));
        var batch = await StartedAsync(round);
        Assert.Equal((3, 0), await WaitingAndDecidedAsync(batch));
        await host.CarryOutAsync();
        await host.CarryOutAsync();

        foreach (var person in persons)
        {
            Assert.Equal(await host.TimelineAsync(single), await host.TimelineAsync(person));
            Assert.Equal(await host.CertificatesAsync(single), await host.CertificatesAsync(person));
            Assert.Equal(await ToldAsync(single), await ToldAsync(person));
        }

        var progress = (await host.AsStaffAsync(new ShowDecisionBatchQuery(batch))).Value;
        Assert.Equal((0, 3, true, 100), (progress.Waiting, progress.Decided, progress.Ended, progress.Percent));
        // Who decided is who pressed, not who carried it out, and each act stands under the first.
        Assert.Equal([host.Staff.Name], await host.RowsAsync(
            "select distinct recorded_by_name from certification.decision where person_id = any ($1)", r => r.GetString(0), persons));
        Assert.Equal(3L, await host.ScalarAsync<long>(
            """
            select count(*) from audit.event e join certification.decision_batch b on b.root_event = e.parent_id
            where b.id = $1 and e.action = 'recertification-decision.carried-out' and e.outcome = 'Ok'
            """, batch));
        Assert.Equal(4, (await host.BoardAsync(round)).Counts.Decided);
    }

    [Fact]
    public async Task SecondTime_ChangesNothing()
    {
        var persons = await CompleteAsync("7402", "Beck", 2);
        var round = await host.RoundAsync('B', s_ends);
        await StartedAsync(round);

        Assert.IsType<NothingToDecide>((await StartAsync(round)).Refusal);
        await host.CarryOutAsync();
        Assert.IsType<NothingToDecide>((await StartAsync(round)).Refusal);
        await host.CarryOutAsync();

        Assert.Equal(2L, await DecisionsAsync(persons));
    }

    [Fact]
    public async Task LeftOutAndRefused_StayOpenBeforeAPersonWithTheReason()
    {
        var persons = await CompleteAsync("7403", "Clay", 3);
        var round = await host.RoundAsync('C', s_ends);
        await host.BringInAsync("officers", Officers(Officer("7403-0001", "Clay, Lena", "Suspended", expires: "7/1/2026")), July);

        var preview = await PreviewAsync(round);
        Assert.Equal((2, 1), (preview.Ready, preview.Refused));
        Assert.Equal((persons[1], new StatusBars("Suspended").Text), (preview.Rows[0].PersonId, preview.Rows[0].Refusal));
        var batch = await StartedAsync(round, new LeftOut(persons[2], "A complaint came in"));
        await host.CarryOutAsync();

        var progress = (await host.AsStaffAsync(new ShowDecisionBatchQuery(batch))).Value;
        Assert.Equal((1, 1, 1), (progress.Decided, progress.Refused, progress.Left));
        Assert.Equal([(persons[1], false, new StatusBars("Suspended").Text), (persons[2], true, "A complaint came in")],
            progress.SetAside.OrderBy(s => s.LeftOut).Select(s => (s.PersonId, s.LeftOut, s.Note)));
        Assert.Equal((1L, 0L), (await DecisionsAsync([persons[0]]), await DecisionsAsync([persons[1], persons[2]])));
        Assert.Equal("Complete", await host.StateAsync(round, persons[2]));
        Assert.IsType<NothingToDecide>((await StartAsync(round, new LeftOut(persons[2], "Still"))).Refusal);
    }

    [Fact]
    public async Task DecidedOrChangedMeanwhile_IsNotDecidedAgain()
    {
        var persons = await CompleteAsync("7404", "Dean", 3);
        var round = await host.RoundAsync('D', s_ends);
        var batch = await StartedAsync(round);
        var applications = (await host.OfficersOfAsync(round)).ToDictionary(o => o.Officer.PersonId, o => o.Officer.ApplicationId!.Value);
        Assert.Null((await host.DecideAsync(applications[persons[0]], DecisionKind.Nonrenew)).Refusal);
        await host.FindAsync(applications[persons[1]], "work", Finding.NotMet, "No service on record");

        await host.CarryOutAsync();

        var progress = (await host.AsStaffAsync(new ShowDecisionBatchQuery(batch))).Value;
        Assert.Equal((1, 2), (progress.Decided, progress.Refused));
        Assert.Contains(progress.SetAside, s => s.PersonId == persons[0] && s.Note.Contains("has been decided", StringComparison.Ordinal));
        Assert.Contains(progress.SetAside, s => s.PersonId == persons[1] && s.Note.Contains("Work as an officer in the period", StringComparison.Ordinal));
        Assert.Equal(1L, await DecisionsAsync([persons[0]]));
    }

    [Fact]
    public async Task Stopped_WaitsAndGoesOn()
    {
        var persons = await CompleteAsync("7405", "East", 2);
        var round = await host.RoundAsync('E', s_ends);
        var batch = await StartedAsync(round);

        Assert.Null((await host.AsStaffAsync(new TurnDecisionsCommand(batch, true))).Refusal);
        await host.Services.GetRequiredService<BatchRunner>().RunAsync(batch, default);
        Assert.Null((await host.Send(new Features.CarryOutDecision.CarryOutDecisionCommand(batch, persons[0]))).Refusal);
        Assert.Equal((2, 0), await WaitingAndDecidedAsync(batch));
        Assert.Null((await host.AsStaffAsync(new TurnDecisionsCommand(batch, false))).Refusal);
        await Task.WhenAll(host.CarryOutAsync(), host.CarryOutAsync());
        await host.CarryOutAsync();

        Assert.Equal((0, 2), await WaitingAndDecidedAsync(batch));
        Assert.Equal(2L, await DecisionsAsync(persons));
        Assert.IsType<BatchEnded>((await host.AsStaffAsync(new TurnDecisionsCommand(batch, true))).Refusal);
    }

    [Fact]
    public async Task WhatCannotBeWritten_IsSetAsideWholeAndHoldsUpNobody()
    {
        var persons = await CompleteAsync("7406", "Ford", 1);
        var round = await host.RoundAsync('F', s_ends);
        var batch = await StartedAsync(round);
        await host.ExecuteAsync("update kernel.notice_template set valid_from = '2027-01-01' where kind = 'certification-decision'");

        await host.CarryOutAsync();
        await host.ExecuteAsync("update kernel.notice_template set valid_from = '2021-07-01' where kind = 'certification-decision'");

        Assert.Equal(0L, await DecisionsAsync(persons));
        Assert.Equal(1, (await host.AsStaffAsync(new ShowDecisionBatchQuery(batch))).Value.Refused);
        Assert.Equal("Complete", await host.StateAsync(round, persons[0]));
        var again = await StartedAsync(round);
        await host.CarryOutAsync();
        Assert.Equal((0, 1), await WaitingAndDecidedAsync(again));
    }

    [Fact]
    public async Task OneAgency_IsDecidedAlone()
    {
        var one = await host.OfficerNamedAsync("7407-0001", "Gates", s_ends, "Gates Town Police");
        var other = await host.OfficerNamedAsync("7407-0002", "Gates", s_ends, "Gates College Police");
        await host.CompleteAsync(one);
        await host.CompleteAsync(other);
        var round = await host.RoundAsync('G', s_ends);
        var agency = await host.AgencyAsync("Gates Town Police");

        Assert.Null((await host.AsStaffAsync(new StartDecisionsCommand(round, agency, Today, "As shown on the checklist"))).Refusal);
        await host.CarryOutAsync();

        Assert.Equal((1L, 0L), (await DecisionsAsync([one]), await DecisionsAsync([other])));
    }

    [Theory]
    [InlineData(" ", "Why")]
    [InlineData("Reasons", " ")]
    public async Task NoReasons_IsInvalid(string reasons, string why) => Assert.Equal(RefusalKind.Invalid, (await host.AsStaffAsync(
        new StartDecisionsCommand(Guid.NewGuid(), null, Today, reasons) { LeftOut = [new LeftOut(Guid.NewGuid(), why)] })).Refusal!.Kind);

    [Fact]
    public async Task DayToCome_OrShorterTerm_IsRefusedAsForOne()
    {
        await CompleteAsync("7408", "Holt", 1);
        var round = await host.RoundAsync('H', s_ends);

        var ahead = (await host.AsStaffAsync(new PreviewDecisionsQuery(round, null, Today.AddDays(1)))).Value;
        var shorter = await host.AsStaffAsync(new StartDecisionsCommand(round, null, Today, "Reasons") { ExpiresOn = Today.AddYears(2) });

        Assert.Equal(new EffectiveDayLiesAhead(Today.AddDays(1)).Text, Assert.Single(ahead.Rows).Refusal);
        Assert.IsType<TermDoesNotFit>(shorter.Refusal);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyWhoDecides_DecidesTogether(string role)
    {
        var caller = People.With(role, host.Clock);
        var may = RolePermissions.Table.Allows([role], CertificationPermissions.Decide);
        var none = Guid.NewGuid();

        Assert.Equal(may, (await host.Send(new PreviewDecisionsQuery(none, null, Today), caller)).Refusal is not NotAllowed);
        Assert.Equal(may, (await host.Send(new StartDecisionsCommand(none, null, Today, "Reasons"), caller)).Refusal is not NotAllowed);
        Assert.Equal(may, (await host.Send(new TurnDecisionsCommand(none, true), caller)).Refusal is not NotAllowed);
        Assert.Equal(
            RolePermissions.Table.Allows([role], CertificationPermissions.ReadApplications),
            (await host.Send(new ShowDecisionBatchQuery(none), caller)).Refusal is not NotAllowed);
        Assert.Equal(role is Roles.CertStaff or Roles.ExecutiveDirector, may);
    }

    private async Task<Guid[]> CompleteAsync(string numbers, string surname, int count)
    {
        var persons = new Guid[count];
        for (var i = 0; i < count; i++)
        {
            persons[i] = await host.OfficerNamedAsync($"{numbers}-000{i}", surname, s_ends, $"{surname} Police");
            await host.CompleteAsync(persons[i]);
        }

        return persons;
    }

    private async Task<DecisionsPreview> PreviewAsync(Guid round) => (await host.AsStaffAsync(new PreviewDecisionsQuery(round, null, Today))).Value;

    private Task<Result<Guid>> StartAsync(Guid round, params LeftOut[] leftOut) =>
        host.AsStaffAsync(new StartDecisionsCommand(round, null, Today, "As shown on the checklist") { LeftOut = leftOut });

    private async Task<Guid> StartedAsync(Guid round, params LeftOut[] leftOut)
    {
        var started = await StartAsync(round, leftOut);
        Assert.Null(started.Refusal);
        return started.Value;
    }

    private async Task<(int Waiting, int Decided)> WaitingAndDecidedAsync(Guid batch)
    {
        var progress = (await host.AsStaffAsync(new ShowDecisionBatchQuery(batch))).Value;
        return (progress.Waiting, progress.Decided);
    }

    private Task<long> DecisionsAsync(Guid[] persons) =>
        host.ScalarAsync<long>("select count(*) from certification.decision where person_id = any ($1)", persons);

    private Task<long> ToldAsync(Guid person) =>
        host.ScalarAsync<long>("select count(*) from kernel.notice where kind = 'certification-decision' and $1 = any (subject_ids)", person);
}
