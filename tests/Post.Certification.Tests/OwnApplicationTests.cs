using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.AnswerRequirement;
using Post.Certification.Features.ListOwnApplications;
using Post.Certification.Features.ListOwnRecertifications;
using Post.Certification.Features.RecordReviewStep;
using Post.Certification.Features.ShowOwnApplication;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Members;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>What an agency sees of the applications it entered, what it may add, and for whom applications are due.</summary>
public sealed class OwnApplicationTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    [Trait("Clause", "MMA-05")]
    public async Task WhatStaffFound_AndDecided_IsReadInThePortal_ButNotWhy()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Pelham Police Department", "7/1/2026", "7621-0001");
        var person = await host.PersonAsync("7621-0001");
        var receipt = await agency.EnteredAsync(person);
        Assert.All((await agency.ReadAsync(receipt.Id)).Requirements, r => Assert.Null(r.FoundAt));
        Assert.Null((await host.FindAsync(receipt.Id, "work", Finding.Met, document: "Roster of May")).Refusal);
        Assert.Null((await host.FindAsync(receipt.Id, "background", Finding.NotMet, "A record of another state is looked at")).Refusal);

        var read = await agency.ReadAsync(receipt.Id);

        Assert.Equal(
            [
                ("background", "NotMet"), ("first-aid", "NotShown"), ("cpr", "NotShown"), ("in-service", "NotShown"), ("work", "Met"),
                ("education", "NotShown"), ("character", "NotShown"), ("not-barred", "NotShown"),
            ],
            read.Requirements.Select(r => (r.Code, r.Finding!)));
        Assert.DoesNotContain("another state", System.Text.Json.JsonSerializer.Serialize(read), StringComparison.Ordinal);
        Assert.Equal((true, host.Today.AddDays(90)), (read.Open!.Value, read.Clock!.Due!.Value));
        var listed = Assert.Single((await host.Send(new ListOwnApplicationsQuery(), agency.Clerk)).Value.Rows);
        Assert.Equal((receipt.Reference, true, 7, 8), (listed.Reference, listed.Open!.Value, listed.OpenItems!.Value, listed.Items));

        Assert.Null((await host.DecideAsync(receipt.Id, DecisionKind.Nonrenew)).Refusal);
        var decided = await agency.ReadAsync(receipt.Id, agency.Liaison);
        Assert.Equal((false, false), (decided.Open!.Value, decided.MayAnswer));
        Assert.Equal(("Not renewed", "As shown on the checklist", host.Today), (decided.Decisions[0].Words, decided.Decisions[0].Reasons, decided.Decisions[0].DecidedOn));
        Assert.Equal(new ApplicationClosed(receipt.Reference), (await agency.AnswerAsync(receipt.Id, new RequirementSaid("background", true, host.Today, "Report"))).Refusal);
        var own = Assert.Single((await host.Send(new ShowOwnOfficerQuery(person), agency.Clerk)).Value.Applications);
        Assert.Equal((receipt.Id, false), (own.Id!.Value, own.Open));
    }

    [Fact]
    public async Task LaterWord_TakesThePlaceOfTheEarlier_WhichStays_AndFindsNothing()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Quincy Police Department", "7/1/2026", "7622-0001");
        var receipt = await agency.EnteredAsync(await host.PersonAsync("7622-0001"));
        var said = new RequirementSaid("background", true, host.Today.AddDays(-2), " Report of the check ", " Came late ");
        var stale = (await agency.ReadAsync(receipt.Id)).Requirements[0].Said!.Id;

        Assert.Null((await agency.AnswerAsync(receipt.Id, said)).Refusal);

        var read = await agency.ReadAsync(receipt.Id);
        Assert.Equal((true, "Report of the check", "Came late"), (read.Requirements[0].Said!.Shown, read.Requirements[0].Said!.Reference, read.Requirements[0].Said!.Note));
        Assert.Equal([("background", false, "Ordered on June 1")], read.Earlier.Select(e => (e.Code, e.Shown, e.Note!)));
        var staff = await host.ApplicationAsync(receipt.Id);
        Assert.Equal(("NotShown", "Report of the check"), (staff.Requirements[0].Found.Finding, staff.Requirements[0].Said!.Reference));
        Assert.Equal("Ordered on June 1", Assert.Single(staff.EarlierSaid).Note);
        // Sent twice it is one word; another word on what was read before is refused, and so is the same again.
        Assert.Null((await SayAsync(said, stale)).Refusal);
        Assert.IsType<AnsweredMeanwhile>((await SayAsync(said with { Note = "Another" }, stale)).Refusal);
        Assert.IsType<AnswerOnRecord>((await agency.AnswerAsync(receipt.Id, said)).Refusal);
        Assert.IsType<EndorsementRequired>((await host.Send(new AnswerRequirementCommand(receipt.Id, null, said, Attested: false), agency.Liaison)).Refusal);
        Assert.IsType<ShownByNothing>((await agency.AnswerAsync(receipt.Id, said with { Reference = null })).Refusal);
        Assert.IsType<NoSuchRequirement>((await agency.AnswerAsync(receipt.Id, said with { Code = "age" })).Refusal);
        Assert.IsType<NotAllowed>((await agency.AnswerAsync(receipt.Id, said, agency.Clerk)).Refusal);
        Assert.Equal(9, await host.ScalarAsync<long>("select count(*) from certification.requirement_answer where application_id = $1", receipt.Id));

        Task<Result<Done>> SayAsync(RequirementSaid again, Guid seen) => host.Send(new AnswerRequirementCommand(receipt.Id, seen, again, Attested: true), agency.Liaison);
    }

    [Fact]
    [Trait("Clause", "MMA-05")]
    public async Task ApplicationOfAnother_AndNone_AreAnsweredAlike_AndStaffsOwnIsNotOpenedEither()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Rutland Police Department", "7/1/2026", "7623-0001");
        var other = await ApplyingAgency.WithCertifiedAsync(host, "Salem Police Department", "7/1/2026", "7623-0002");
        var theirs = (await other.EnteredAsync(await host.PersonAsync("7623-0002"))).Id;
        var person = await host.PersonAsync("7623-0001");
        var ofStaff = await host.ReceivedAsync(person, ApplicationKind.Recertification);
        var motion = await host.ReceivedAsync(person, ApplicationKind.OwnMotion);
        var nobodys = (await host.Send(new ShowOwnApplicationQuery(Guid.NewGuid()), agency.Head)).Refusal;

        Assert.IsType<NotFound>(nobodys);
        foreach (var id in new[] { theirs, ofStaff, motion })
        {
            Assert.Equal(nobodys, (await host.Send(new ShowOwnApplicationQuery(id), agency.Head)).Refusal);
            Assert.Equal(nobodys, (await host.Send(new AnswerRequirementCommand(id, null, new RequirementSaid("work", false), true), agency.Head)).Refusal);
        }

        Assert.Empty((await host.Send(new ListOwnApplicationsQuery(), agency.Head)).Value.Rows);
        // Of an open one that somebody else brought: that it is, what for and since when. Of the Commission's own motion nothing.
        var known = Assert.Single((await host.Send(new ShowOwnOfficerQuery(person), agency.Head)).Value.Applications);
        Assert.Equal(((Guid?)null, "Recertification", host.Today, true), (known.Id, known.Kind, known.ReceivedOn, known.Open));
    }

    [Fact]
    public async Task OfficerWhoLeft_LeavesTheAgencyItsOwnWords_AndNothingOfWhatCameSince()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Truro Police Department", "7/1/2026", "7624-0001");
        var person = await host.PersonAsync("7624-0001");
        var receipt = await agency.EnteredAsync(person);
        await host.ExecuteAsync("update certification.employment set starts_on = '2015-01-01', ends_on = $2 where person_id = $1", person, host.Today.AddDays(-1));
        Assert.Null((await host.DecideAsync(receipt.Id, DecisionKind.Nonrenew)).Refusal);

        var read = await agency.ReadAsync(receipt.Id, agency.Liaison);

        Assert.Equal((false, (bool?)null, false), (read.Serving, read.Open, read.MayAnswer));
        Assert.All(read.Requirements, r => Assert.Equal((true, (string?)null), (r.Said is not null, r.Finding)));
        Assert.Empty(read.Decisions);
        Assert.Null(read.Clock);
        Assert.Equal(new NotOfOwnAgency(), (await agency.AnswerAsync(receipt.Id, new RequirementSaid("background", true, host.Today, "Report"))).Refusal);
        var listed = Assert.Single((await host.Send(new ListOwnApplicationsQuery(), agency.Head)).Value.Rows);
        Assert.Equal(((bool?)null, (int?)null), (listed.Open, listed.OpenItems));
    }

    [Fact]
    [Trait("Clause", "MMA-05")]
    public async Task DueForRecertification_AreOwnOfficersAlone_WithTheirRoundAndWhatIsEntered()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Upton Police Department", "7/1/2026", "7625-0001", "7625-0002");
        var other = await ApplyingAgency.WithCertifiedAsync(host, "Ware Police Department", "7/1/2026", "7625-0003");
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer("7625-0004", "First0", "Later", agency: agency.Name)));
        await host.BringInAsync("certifications", Certifications(Certificate("7625-0004", "L-7625", granted: "7/1/2025", expires: "7/1/2028", last: "Later", first: "First0")));
        var (first, second) = (await host.PersonAsync("7625-0001"), await host.PersonAsync("7625-0002"));
        var round = await host.RoundAsync('R', new DateOnly(2026, 7, 31));
        Assert.Equal("Missing", await host.StateAsync(round, first));
        var receipt = await agency.EnteredAsync(first);

        var due = (await host.Send(new ListOwnRecertificationsQuery(), agency.Clerk)).Value;

        Assert.Equal([first, second], due.Rows.Select(r => r.PersonId));
        Assert.Equal((2, 1), (due.Total, due.Without));
        Assert.Equal((receipt.Id, (OwnApplicationRow?)null), (due.Rows[0].Open!.Id!.Value, due.Rows[1].Open));
        Assert.All(due.Rows, r => Assert.StartsWith("RR-", r.Round, StringComparison.Ordinal));
        Assert.All(due.Rows, r => Assert.True(r.DueOn <= new DateOnly(2026, 7, 31)));
        Assert.Equal(("Incomplete", "Missing"), (await host.StateAsync(round, first), await host.StateAsync(round, second)));
        Assert.Equal([await host.PersonAsync("7625-0003")], (await host.Send(new ListOwnRecertificationsQuery(), other.Head)).Value.Rows.Select(r => r.PersonId));
        var page = (await host.Send(new ListOwnRecertificationsQuery(Limit: 1), agency.Clerk)).Value;
        Assert.Equal([second], (await host.Send(new ListOwnRecertificationsQuery(page.Next, 1), agency.Clerk)).Value.Rows.Select(r => r.PersonId));
    }

    [Fact]
    public async Task TakenBackOnReview_ItGoesOnWithWhatTheAgencySaid()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Wales Police Department", "7/1/2026", "7626-0001");
        var receipt = await agency.EnteredAsync(await host.PersonAsync("7626-0001"));
        var decision = (await host.DecideAsync(receipt.Id, DecisionKind.Nonrenew)).Value;
        foreach (var step in new[] { ReviewStepKind.Served, ReviewStepKind.Filed, ReviewStepKind.Granted })
        {
            Assert.Null((await host.AsStaffAsync(new RecordReviewStepCommand(decision, step.ToString(), host.Today, "On paper"))).Refusal);
        }

        var rows = (await host.Send(new ListOwnApplicationsQuery(), agency.Liaison)).Value.Rows;

        Assert.Equal<bool?>([true, false], rows.Select(r => r.Open));
        var anew = await agency.ReadAsync(rows[0].Id, agency.Liaison);
        Assert.Equal((true, "Dana Quill"), (anew.MayAnswer, anew.Entry.By));
        Assert.All(anew.Requirements, r => Assert.NotNull(r.Said));
    }
}
