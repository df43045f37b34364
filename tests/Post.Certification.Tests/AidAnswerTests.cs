using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.ListOwnWork;
using Post.Certification.Features.RecordReviewStep;

namespace Post.Certification.Tests;

/// <summary>An agency says until when an aid certificate holds, reads when one has run out, and is asked for a new one.</summary>
public sealed class AidAnswerTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task LastDay_StandsBesideTheRequirement_ForStaffToTakeOver_AndGoesOnWithTheApplication()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Ashby Police Department", "7/1/2026", "7811-0001");
        var receipt = await agency.EnteredAsync(await host.PersonAsync("7811-0001"));
        var last = new DateOnly(2028, 5, 3);

        var row = (await host.ApplicationAsync(receipt.Id)).Requirements.Single(r => r.Code == "cpr");
        Assert.Equal((true, true, last, "NotShown"), (row.RunsOut, row.Open, row.Said!.ExpiresOn!.Value, row.Found.Finding));
        Assert.All((await host.ApplicationAsync(receipt.Id)).Requirements.Where(r => !r.RunsOut), r => Assert.Null(r.Said!.ExpiresOn));
        Assert.Null((await host.FindAsync(receipt.Id, "cpr", Finding.Met, until: row.Said!.ExpiresOn)).Refusal);
        var own = (await agency.ReadAsync(receipt.Id)).Requirements.Single(r => r.Code == "cpr");
        Assert.Equal(("Met", last, false), (own.Finding, own.ExpiresOn!.Value, own.RanOut));

        // Another day is another word; the same one is none.
        var said = new RequirementSaid("cpr", true, new DateOnly(2026, 5, 4), "Personnel file, cpr") { LastDay = last };
        Assert.IsType<AnswerOnRecord>((await agency.AnswerAsync(receipt.Id, said)).Refusal);
        Assert.Null((await agency.AnswerAsync(receipt.Id, said with { LastDay = last.AddDays(1) })).Refusal);

        var decision = (await host.DecideAsync(receipt.Id, DecisionKind.Nonrenew)).Value;
        foreach (var step in new[] { ReviewStepKind.Served, ReviewStepKind.Filed, ReviewStepKind.Granted })
        {
            Assert.Null((await host.AsStaffAsync(new RecordReviewStepCommand(decision, step.ToString(), host.Today, "On paper"))).Refusal);
        }

        var anew = await host.ScalarAsync<Guid>("select id from certification.application where person_id = $1 and closed_at is null", await host.PersonAsync("7811-0001"));
        var kept = (await host.ApplicationAsync(anew)).Requirements.Single(r => r.Code == "cpr");
        Assert.Equal((last, last.AddDays(1)), (kept.Found.ExpiresOn!.Value, kept.Said!.ExpiresOn!.Value));
    }

    [Fact]
    [Trait("Clause", "MMA-08")]
    public async Task WhatRanOut_IsReadByTheAgency_AndStandsAmongItsWork_UntilANewOneIsSaid()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Berlin Police Department", "7/1/2026", "7812-0001");
        var receipt = await agency.EnteredAsync(await host.PersonAsync("7812-0001"));
        var until = new RequirementSaid("first-aid", true, host.Today.AddDays(-1), "Card of the instructor") { LastDay = host.Today };
        Assert.Null((await agency.AnswerAsync(receipt.Id, until)).Refusal);
        Assert.Null((await agency.AnswerAsync(receipt.Id, new RequirementSaid("background", true, host.Today, "Report"))).Refusal);
        Assert.Null((await host.FindAsync(receipt.Id, "first-aid", Finding.Met, until: host.Today)).Refusal);
        Assert.Equal(0, await OpenAsync(agency));

        host.Clock.Advance(TimeSpan.FromDays(1));
        var (head, liaison) = (Fresh(agency.Head), Fresh(agency.Liaison));
        var own = (await host.Send(new Features.ShowOwnApplication.ShowOwnApplicationQuery(receipt.Id), liaison)).Value.Requirements.Single(r => r.Code == "first-aid");
        Assert.Equal((true, host.Today.AddDays(-1)), (own.RanOut, own.ExpiresOn!.Value));
        Assert.Equal(1, await OpenAsync(agency with { Head = head }));

        var renewed = new Features.AnswerRequirement.AnswerRequirementCommand(
            receipt.Id, own.Said!.Id, new RequirementSaid("first-aid", true, host.Today, "New card") { LastDay = host.Today.AddYears(2) }, Attested: true);
        Assert.Null((await host.Send(renewed, liaison)).Refusal);
        Assert.Equal(0, await OpenAsync(agency with { Head = head }));
        host.Clock.Advance(TimeSpan.FromDays(-1));
    }

    private Kernel.Access.Caller Fresh(Kernel.Access.Caller caller) => caller with { Purpose = caller.Purpose! with { ChosenAt = host.Clock.GetUtcNow() } };

    private async Task<int> OpenAsync(ReportingAgency agency)
    {
        var listed = await host.Send(new ListOwnWorkQuery("applications"), agency.Head);
        Assert.Null(listed.Refusal);
        return listed.Value.Rows.Count;
    }
}
