using Post.Certification.Domain;
using Post.Certification.Features.RemindAgencies;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

public sealed class RemindAgenciesTests(CertificationHost host) : IClassFixture<CertificationHost>
{
    private static readonly DateOnly s_ends = new(2026, 7, 1);
    private static readonly DateOnly s_step = new(2026, 6, 16);

    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    public async Task Step_TellsEachAgencyOnceWhomItMissesAndWhatOfThem()
    {
        await host.OfficerNamedAsync("7201-0001", "Abbot", s_ends, "Abbot Town Police");
        var begun = await host.OfficerNamedAsync("7201-0002", "Acker", s_ends, "Abbot Town Police");
        var complete = await host.OfficerNamedAsync("7201-0003", "Ames", s_ends, "Ames Police");
        var round = await host.RoundAsync('A', s_ends);
        await host.ShowAllAsync(await host.ReceivedAsync(begun, ApplicationKind.Recertification), "in-service", "work");
        await host.CompleteAsync(complete);

        await host.RemindAsync(s_step.AddDays(-1));
        Assert.Equal(0L, await SentAsync(round));
        await host.RemindAsync(s_step);
        await host.RemindAsync(s_step);
        await host.RemindAsync(s_step.AddDays(1));

        Assert.Equal(1L, await SentAsync(round));
        var body = await host.ScalarAsync<string>("select body from kernel.notice where occasion = $1", $"recertification-round:{round}:14");
        Assert.Contains("Abbot, Lena (7201-0001): no application", body, StringComparison.Ordinal);
        Assert.Contains("Acker, Lena (7201-0002): 2 of 8 requirements not shown", body, StringComparison.Ordinal);
        Assert.Contains("June 30, 2026", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ames", body, StringComparison.Ordinal);
        var step = (await host.BoardAsync(round)).Reminders.Single(r => r.DaysBefore == 14);
        Assert.Equal((s_step, 1), (step.StepOn, step.Agencies));
        Assert.NotNull(step.SentAt);
    }

    [Fact]
    public async Task NightsWithoutAWorker_AreMadeUpByOneLetter()
    {
        await host.OfficerNamedAsync("7202-0001", "Bolt", s_ends, "Bolt Police");
        var round = await host.RoundAsync('B', s_ends);

        await host.RemindAsync(new DateOnly(2026, 6, 28));

        Assert.Equal(1L, await SentAsync(round));
        Assert.Equal(3, await host.ScalarAsync<int>("select days_before from certification.round_reminder where round_id = $1", round));
        // An older night that runs after all finds the agency told.
        await host.RemindAsync(s_step);
        Assert.Equal(1L, await SentAsync(round));
    }

    [Fact]
    public async Task NoTemplateInForce_LeavesNothingHalfDone()
    {
        await host.OfficerNamedAsync("7203-0001", "Crane", s_ends, "Crane Police");
        await host.OfficerNamedAsync("7203-0002", "Crow", s_ends, "Crow Police");
        var round = await host.RoundAsync('C', s_ends);
        await host.ExecuteAsync("update kernel.notice_template set valid_from = '2027-01-01' where kind = 'recertification-missing'");

        var refused = await host.Send(new RemindAgenciesCommand(Post.Kernel.Time.CivilClock.StartOf(s_step)));
        await host.ExecuteAsync("update kernel.notice_template set valid_from = '2021-07-01' where kind = 'recertification-missing'");

        Assert.NotNull(refused.Refusal);
        Assert.Equal((0L, 0L), (await SentAsync(round), await host.ScalarAsync<long>(
            "select count(*) from kernel.job_effect where job = 'remind-agencies-of-rounds' and subject like $1", $"{round}%")));
        await host.RemindAsync(s_step);
        Assert.Equal(2L, await SentAsync(round));
    }

    [Fact]
    public async Task AllDecidedOrRoundOver_IsNotRemindedOf()
    {
        var person = await host.OfficerNamedAsync("7204-0001", "Doane", s_ends, "Doane Police");
        var round = await host.RoundAsync('D', s_ends);
        Assert.Null((await host.DecideAsync(await host.CompleteAsync(person), DecisionKind.Grant)).Refusal);
        await host.RemindAsync(s_step);
        await host.OfficerNamedAsync("7204-0002", "Dole", s_ends, "Doane Police");
        await host.AsStaffAsync(new Features.AdmitJoiners.AdmitJoinersCommand(round));

        await host.RemindAsync(s_ends);

        Assert.Equal(0L, await SentAsync(round));
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task Nobody_RunsTheJob(string role) => Assert.IsType<NotAllowed>(
        (await host.Send(new RemindAgenciesCommand(host.Clock.GetUtcNow()), People.With(role, host.Clock))).Refusal);

    private Task<long> SentAsync(Guid round) => host.ScalarAsync<long>(
        "select count(*) from kernel.notice where kind = 'recertification-missing' and occasion like $1", $"recertification-round:{round}:%");
}
