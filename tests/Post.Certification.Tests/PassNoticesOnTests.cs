using Post.Certification.Domain;
using Post.Certification.Features.IssueInstruction;
using Post.Certification.Features.ListOwnNotices;
using Post.Certification.Features.ListOwnWork;
using Post.Certification.Features.OpenOwnNotice;
using Post.Certification.Features.PassNoticesOn;
using Post.Certification.Features.ReturnReport;
using Post.Certification.Instructions;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Notices;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>A policy or other notice stays open until it is on record to whom it was passed on, or that it concerns nobody else.</summary>
[Trait("Clause", "12.06(2)(e)")]
public sealed class PassNoticesOnTests(PortalHost host) : IClassFixture<PortalHost>
{
    private int _titles;

    [Fact]
    public async Task PolicyWithoutPassOn_StaysOpen_AlsoWhenOpened_UntilItIsPassedOn()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Laurel Police Department", "7801-0001", "7801-0002");
        var policy = await PolicyAsync(agency);
        Assert.Null((await host.Send(new OpenOwnNoticeCommand(policy), agency.Liaison)).Refusal);
        Assert.Equal(1, await ToPassOnAsync(agency.Liaison));

        Assert.Null((await PassOnAsync(agency.Liaison, [policy], Passed() with { AllOfficers = true, Others = "Dispatchers" })).Refusal);

        Assert.Equal(0, await ToPassOnAsync(agency.Liaison));
        Assert.Empty((await host.Send(new ListOwnNoticesQuery(ReceivedPart.ToPassOn), agency.Head)).Value.Rows);
        var told = Assert.Single((await host.Send(new OpenOwnNoticeCommand(policy), agency.Clerk)).Value.PassedOn!);
        Assert.Equal(["Rivers, First0 (7801-0001)", "Rivers, First1 (7801-0002)"], told.Officers);
        Assert.Equal(("Dispatchers", "Read at roll call", host.Today), (told.Others, told.Means, told.On));
        Assert.Equal(2, await host.ScalarAsync<long>(
            "select cardinality(subject_ids)::bigint from audit.event where action = 'own-agency.notices.passed-on' and outcome = 'Ok' and org = $1", agency.Id.ToString()));
    }

    [Fact]
    public async Task Communication_ThatConcernsNobodyElse_LeavesTheList_AndTheAnswerIsKept()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Magnolia Police Department", "7802-0001");
        var (one, two) = (await PolicyAsync(agency), await PolicyAsync(agency));

        Assert.Null((await PassOnAsync(agency.Liaison, [one, two, one], Nobody)).Refusal);

        Assert.Equal(0, await ToPassOnAsync(agency.Liaison));
        Assert.Equal(new PassOnOnRecord(), (await PassOnAsync(agency.Liaison, [one], Nobody)).Refusal);
        Assert.Null((await PassOnAsync(agency.Head, [one], Passed() with { OfficerNumbers = "7802-0001" })).Refusal);
        var told = (await host.Send(new OpenOwnNoticeCommand(one), agency.Liaison)).Value.PassedOn!;
        Assert.Equal([PassOnAnswer.NobodyElse, PassOnAnswer.PassedOn], told.Select(t => t.Answer));
        Assert.Single((await host.Send(new OpenOwnNoticeCommand(two), agency.Liaison)).Value.PassedOn!);
    }

    [Fact]
    public async Task WhatConcernsTheWorkOfTheLiaisonAlone_IsNotAskedAbout()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Nutmeg Police Department", "7803-0001");
        var report = await agency.ReceivedAsync(ReportKind.Separation, agency.Separation("7803-0001"));
        Assert.Null((await host.AsStaffAsync(new ReturnReportCommand(report, "The day is wrong"))).Refusal);

        var notice = Assert.Single((await host.Send(new ListOwnNoticesQuery(), agency.Liaison)).Value.Rows).Id;
        Assert.Empty((await host.Send(new ListOwnNoticesQuery(ReceivedPart.ToPassOn), agency.Liaison)).Value.Rows);
        Assert.Null((await host.Send(new OpenOwnNoticeCommand(notice), agency.Liaison)).Value.PassedOn);
    }

    [Fact]
    public async Task OfAnotherAgency_NeitherNoticesNorOfficersCanBeNamed_AndClerksMayNot()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Olive Police Department", "7804-0001");
        var other = await ReportingAgency.OpenAsync(host, "Poplar Police Department", "7804-0002");
        var (mine, theirs) = (await PolicyAsync(agency), await PolicyAsync(other));

        Assert.Equal(new NotFound("This notice"), (await PassOnAsync(agency.Liaison, [mine, theirs], Nobody)).Refusal);
        Assert.Equal(new NoOfficerServesHere("7804-0002"), (await PassOnAsync(agency.Liaison, [mine], Passed() with { OfficerNumbers = "7804-0001, 7804-0002" })).Refusal);
        Assert.IsType<NotAllowed>((await PassOnAsync(agency.Clerk, [mine], Nobody)).Refusal);
        Assert.IsType<NotAllowed>((await PassOnAsync(host.Staff, [mine], Nobody)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from kernel.notice_pass_on where notice_id = $1 or notice_id = $2", mine, theirs));
        Assert.DoesNotContain((await host.Send(new ListOwnWorkQuery("pass-on"), agency.Clerk)).Value.Parts, p => p.Part == "pass-on");
    }

    [Fact]
    public async Task WithoutWhomHowOrWhen_NothingIsRecorded()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Redbud Police Department", "7805-0001");
        var policy = await PolicyAsync(agency);
        var full = Passed() with { Others = "Dispatchers" };

        Assert.Equal(new NobodyNamed(), await WhyAsync(full with { Others = "  " }));
        Assert.Equal(new NobodyNamed(), await WhyAsync(full with { Others = null, OfficerNumbers = " ,; " }));
        Assert.Equal(new MeansNeeded(), await WhyAsync(full with { MeansCode = null }));
        Assert.Equal(new MeansNeeded(), await WhyAsync(full with { MeansCode = "Pigeon" }));
        Assert.Equal(new MeansNeeded(), await WhyAsync(full with { MeansCode = "Other", MeansWords = " " }));
        Assert.Equal(new PassOnDayNeeded(), await WhyAsync(full with { On = null }));
        Assert.Equal(new PassOnDayAhead(), await WhyAsync(full with { On = host.Today.AddDays(1) }));
        Assert.Equal(new PassedOnBeforeItCame(host.Today), await WhyAsync(full with { On = host.Today.AddDays(-1) }));
        Assert.Contains("Choose the notices", (await PassOnAsync(agency.Liaison, [], Nobody)).Refusal!.Text, StringComparison.Ordinal);
        Assert.Contains("Shorten", (await PassOnAsync(agency.Liaison, [policy], full with { Others = new string('x', PassOn.OthersMaxLength + 1) })).Refusal!.Text, StringComparison.Ordinal);
        Assert.Equal(1, await ToPassOnAsync(agency.Liaison));

        async Task<Refusal?> WhyAsync(PassedOnSaid said) => (await PassOnAsync(agency.Liaison, [policy], said)).Refusal;
    }

    [Fact]
    public async Task SameClickManyTimesAtOnce_IsOneWord()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Sassafras Police Department", "7806-0001");
        var policy = await PolicyAsync(agency);

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PassOnAsync(agency.Liaison, [policy], Nobody)));

        Assert.Single(sent, s => s.Refusal is null);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from kernel.notice_pass_on where notice_id = $1", policy));
    }

    private static PassedOnSaid Nobody => new(PassOnAnswer.NobodyElse, false, null, null, null, null, null);

    private PassedOnSaid Passed() => new(PassOnAnswer.PassedOn, false, null, null, "RollCall", null, host.Today);

    private Task<Result<Done>> PassOnAsync(Caller by, Guid[] notices, PassedOnSaid said) => host.Send(new PassNoticesOnCommand(notices, said), by);

    private async Task<int> ToPassOnAsync(Caller by) => (await host.Send(new ListOwnWorkQuery("pass-on"), by)).Value.Rows.Count;

    /// <summary>The latest notice to the agency: an instruction of the Commission.</summary>
    private async Task<Guid> PolicyAsync(ReportingAgency agency)
    {
        // Ids follow the clock: of two at one instant neither is the later one.
        host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(1));
        var said = new InstructionSaid($"Policy {Interlocked.Increment(ref _titles)} of {agency.Name} (synthetic)", "Read it to everybody.", host.Today, null);
        Assert.Null((await host.AsStaffAsync(new IssueInstructionCommand(null, said))).Refusal);
        return (await host.Send(new ListOwnNoticesQuery(), agency.Liaison)).Value.Rows[0].Id;
    }
}
