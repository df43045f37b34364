using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Certification.Features.EnterApplication;
using Post.Certification.Features.MergePersons;
using Post.Certification.Features.PlaceInUnit;
using Post.Certification.Features.PrepareApplication;
using Post.Certification.Features.RecordOwnUnit;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Certification.Units;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>An agency enters an application for an officer of its own: once, attested, and for nobody else's.</summary>
public sealed class EnterApplicationTests(PortalHost host) : IClassFixture<PortalHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    [Fact]
    [Trait("Clause", "MMA-05")]
    public async Task Entered_ItIsReceivedToday_UnderANumberAndAClock_AndNothingIsFoundByIt()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Acton Police Department", "7/1/2026", "7601-0001");
        var person = await host.PersonAsync("7601-0001");
        var form = await agency.FormAsync(person);
        Assert.Equal(("Recertification", (string?)null, new DateOnly(2026, 7, 1)), (form.Kind, form.WhyNot, form.LapsesOn));
        Assert.Equal(["background", "first-aid", "cpr", "in-service", "work", "education", "character", "not-barred"], form.Items.Select(i => i.Code));

        var receipt = await agency.EnteredAsync(person);

        var file = await host.ApplicationAsync(receipt.Id);
        Assert.Equal((receipt.Reference, host.Today, agency.Name, new DateOnly(2026, 7, 1)), (file.Reference, file.ReceivedOn, file.Agency, file.LapsesOn));
        Assert.Equal((host.Today.AddDays(90), true), (file.Clock!.Due, file.Clock.Explanation.IsTarget));
        Assert.Equal((agency.Name, "Dana Quill", Contracts.MemberCapacity.Liaison), (file.Entry!.Agency, file.Entry.By, file.Entry.Capacity));
        Assert.All(file.Requirements, r => Assert.Equal("NotShown", r.Found.Finding));
        Assert.Equal(
            (false, (DateOnly?)null, (string?)null, "Ordered on June 1"),
            (file.Requirements[0].Said!.Shown, file.Requirements[0].Said!.On, file.Requirements[0].Said!.Reference, file.Requirements[0].Said!.Note));
        Assert.Equal((true, "Personnel file, work"), (file.Requirements[4].Said!.Shown, file.Requirements[4].Said!.Reference));
        Assert.Equal(EntryRules.AttestationVersion, await host.ScalarAsync<string>("select attested from certification.application_entry where application_id = $1", receipt.Id));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.application.entered' and outcome = 'Ok' and org = $1 and subject_ids @> array[$2]", agency.Id.ToString(), person));
    }

    [Fact]
    [Trait("Clause", "MMA-05")]
    public async Task OfficerOfAnother_AndNobody_AreAnsweredAlike_ThoughTheIdIsKnown()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Bolton Police Department", "7/1/2026", "7602-0001");
        var other = await ApplyingAgency.WithCertifiedAsync(host, "Carver Police Department", "7/1/2026", "7602-0002");
        var theirs = await host.PersonAsync("7602-0002");
        var filled = await other.FilledAsync(theirs);
        var tried = await host.CountEventsAsync("own-agency.application.entered", AuditOutcome.Denied);

        Assert.Equal(new NotOfOwnAgency(), (await host.Send(filled, agency.Head)).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(filled with { PersonId = Guid.NewGuid() }, agency.Head)).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(new PrepareApplicationQuery(theirs), agency.Head)).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(new PrepareApplicationQuery(Guid.NewGuid()), agency.Head)).Refusal);
        Assert.Equal(tried + 2, await host.CountEventsAsync("own-agency.application.entered", AuditOutcome.Denied));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.application where person_id = $1", theirs));
    }

    [Fact]
    public async Task OfficerWhoLeft_IsNoOwnOfficerAnyMore()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Dover Police Department", "7/1/2026", "7603-0001");
        var person = await host.PersonAsync("7603-0001");
        var filled = await agency.FilledAsync(person);
        await host.ExecuteAsync("update certification.employment set starts_on = '2015-01-01', ends_on = $2 where person_id = $1", person, host.Today.AddDays(-1));

        Assert.Equal(new NotOfOwnAgency(), (await host.Send(filled, agency.Liaison)).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await host.Send(new PrepareApplicationQuery(person), agency.Liaison)).Refusal);
    }

    [Fact]
    [Trait("Clause", "MMA-05")]
    public async Task SecondOpenOne_IsRefusedByItsNumber_AtTheOtherAgencyToo_WhichReadsNoWordOfIt()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Easton Police Department", "7/1/2026", "7604-0001");
        var second = await ReportingAgency.OpenAsync(host, "Foxboro Police Department", "7604-0002");
        var person = await host.PersonAsync("7604-0001");
        await host.ServesAlsoAsync(person, second.Id);
        var theirs = await second.FilledAsync(person);
        var receipt = await agency.EnteredAsync(person);

        Assert.Equal(new ApplicationOpenAlready(receipt.Reference), (await host.Send(theirs with { EntryId = Guid.NewGuid() }, agency.Head)).Refusal);
        Assert.Equal(new ApplicationOpenAlready(receipt.Reference), (await host.Send(theirs, second.Head)).Refusal);
        Assert.Equal((receipt.Id, true), (await agency.FormAsync(person)).Open is { } own ? (own.Id!.Value, own.Open) : default);
        var form = await second.FormAsync(person);
        Assert.Equal(new OwnApplicationRow(person, null, receipt.Reference, "Recertification", host.Today, true), form.Open);
        Assert.Equal(new ApplicationOpenAlready(receipt.Reference).Text, form.WhyNot);
        Assert.DoesNotContain(agency.Name, form.WhyNot, StringComparison.Ordinal);
        Assert.Equal(
            (await host.Send(new Features.ShowOwnApplication.ShowOwnApplicationQuery(Guid.NewGuid()), second.Head)).Refusal,
            (await host.Send(new Features.ShowOwnApplication.ShowOwnApplicationQuery(receipt.Id), second.Head)).Refusal);
    }

    [Fact]
    public async Task FormSentTwice_EntersOne_AndItsKeyServesForNothingElse()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Groton Police Department", "7/1/2026", "7605-0001", "7605-0002");
        var person = await host.PersonAsync("7605-0001");
        var filled = await agency.FilledAsync(person);
        var first = (await host.Send(filled, agency.Liaison)).Value;

        Assert.Equal(first, (await host.Send(filled, agency.Liaison)).Value);
        Assert.IsType<FormSentAlready>((await host.Send(filled with { Said = [.. filled.Said.Skip(1)] }, agency.Liaison)).Refusal);
        Assert.IsType<FormSentAlready>((await host.Send(filled with { PersonId = await host.PersonAsync("7605-0002") }, agency.Liaison)).Refusal);
        Assert.IsType<FormSentAlready>((await host.Send(filled, agency.Head)).Refusal);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.application where person_id = $1", person));
        // Sent once more after something else was said: still the one that was entered.
        Assert.Null((await agency.AnswerAsync(first.Id, new RequirementSaid("background", true, host.Today, "Report of today"))).Refusal);
        Assert.Equal(first, (await host.Send(filled, agency.Liaison)).Value);
        Assert.Equal(9, await host.ScalarAsync<long>("select count(*) from certification.requirement_answer where application_id = $1", first.Id));
    }

    [Fact]
    public async Task TwoAtOnce_AreOneApplication()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Hadley Police Department", "7/1/2026", "7606-0001");
        var person = await host.PersonAsync("7606-0001");
        var filled = await agency.FilledAsync(person);

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            host.Send(i < 2 ? filled : filled with { EntryId = Guid.NewGuid() }, i % 2 == 0 || i < 2 ? agency.Liaison : agency.Head)));

        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.application where person_id = $1", person));
        Assert.Single(sent.Where(s => !s.Refused).Select(s => s.Value.Reference).Distinct());
        Assert.All(sent.Where(s => s.Refused), s => Assert.IsType<ApplicationOpenAlready>(s.Refusal));
    }

    [Fact]
    public async Task WhatIsLeftUnsaid_OrDoesNotFit_IsNotEntered()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Ipswich Police Department", "7/1/2026", "7607-0001");
        var filled = await agency.FilledAsync(await host.PersonAsync("7607-0001"));

        Assert.Equal(
            ["Current first aid"], Assert.IsType<RequirementsUnanswered>(await RefusedAsync("first-aid", s => s with { Shown = null })).Titles);
        Assert.IsType<RequirementsUnanswered>((await host.Send(filled with { Said = [] }, agency.Liaison)).Refusal);
        Assert.IsType<ShownByNothing>(await RefusedAsync("work", s => s with { Reference = "  " }));
        Assert.IsType<NotYetShownByNothing>(await RefusedAsync("work", s => s with { Shown = false }));
        Assert.IsType<ShownDayAhead>(await RefusedAsync("work", s => s with { On = host.Today.AddDays(1) }));
        Assert.IsType<LastDayNeeded>(await RefusedAsync("cpr", s => s with { LastDay = null }));
        Assert.IsType<RunOutAlready>(await RefusedAsync("cpr", s => s with { LastDay = host.Today.AddDays(-1) }));
        Assert.IsType<LastDayBeforeItBegan>(await RefusedAsync("cpr", s => s with { On = host.Today, LastDay = host.Today.AddDays(-1) }));
        Assert.IsType<LastDayDoesNotFit>(await RefusedAsync("work", s => s with { LastDay = host.Today }));
        Assert.IsType<NotYetShownByNothing>(await RefusedAsync("cpr", s => new RequirementSaid(s.Code, false) { LastDay = host.Today }));
        Assert.IsType<NoSuchRequirement>(await RefusedAsync("work", s => s with { Code = "age" }));
        Assert.IsType<NoSuchRequirement>((await host.Send(filled with { Said = [.. filled.Said, filled.Said[0]] }, agency.Liaison)).Refusal);
        Assert.IsType<NotValid>(await RefusedAsync("work", s => s with { Note = new string('x', RequirementAnswer.NoteMaxLength + 1) }));
        Assert.IsType<NotValid>(await RefusedAsync("work", s => s with { Reference = new string('x', RequirementAnswer.ReferenceMaxLength + 1) }));
        Assert.IsType<NotValid>((await host.Send(filled with { EntryId = Guid.Empty }, agency.Liaison)).Refusal);
        Assert.IsType<EndorsementRequired>((await host.Send(filled with { Attested = false }, agency.Liaison)).Refusal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.application where person_id = $1", filled.PersonId));
        Assert.Null((await host.Send(filled, agency.Head)).Refusal);

        async Task<Refusal?> RefusedAsync(string code, Func<RequirementSaid, RequirementSaid> otherwise) =>
            (await host.Send(filled with { Said = [.. filled.Said.Select(s => s.Code == code ? otherwise(s) : s)] }, agency.Liaison)).Refusal;
    }

    [Fact]
    public async Task KindFollowsTheRecord_AndTheCommissionsOwnMotionIsNoKindOfAnAgency()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Lenox Police Department", "7/1/2026", "7608-0001");
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer("7608-0002", "Newly", "Hired", status: "NotRecorded", agency: agency.Name)));
        var (certified, recruit) = (await host.PersonAsync("7608-0001"), await host.PersonAsync("7608-0002"));
        var filled = await agency.FilledAsync(certified);

        Assert.IsType<InitialOnRecord>((await host.Send(filled with { Kind = "Initial" }, agency.Liaison)).Refusal);
        Assert.IsType<NotValid>((await host.Send(filled with { Kind = "OwnMotion" }, agency.Liaison)).Refusal);
        Assert.IsType<NotValid>((await host.Send(new PrepareApplicationQuery(certified, "OwnMotion"), agency.Liaison)).Refusal);
        Assert.IsType<NoInitialOnRecord>((await host.Send(filled with { PersonId = recruit }, agency.Liaison)).Refusal);
        Assert.Equal(new NoCertificationInForce().Text, (await agency.FormAsync(recruit, ApplicationKind.Sro)).WhyNot);
        Assert.Equal("Initial", (await agency.FormAsync(recruit)).Kind);
        var first = await agency.EnteredAsync(recruit);
        var sro = await agency.EnteredAsync(certified, ApplicationKind.Sro);
        Assert.Equal(("Initial", "Sro"), ((await host.ApplicationAsync(first.Id)).Kind, (await host.ApplicationAsync(sro.Id)).Kind));
        Assert.Null((await host.Send(filled, agency.Liaison)).Refusal);
    }

    [Fact]
    public async Task NumberThatIsMerged_GoesOnUnderTheOther()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Monson Police Department", "7/1/2026", "7609-0001", "7609-0002");
        var (old, person) = (await host.PersonAsync("7609-0001"), await host.PersonAsync("7609-0002"));
        var (filled, before) = (await agency.FilledAsync(person), await agency.EnteredAsync(old));
        Assert.Null((await host.AsStaffAsync(new MergePersonsCommand(old, person, "One file", null))).Refusal);

        Assert.IsType<NumberIsMerged>((await host.Send(filled with { PersonId = old }, agency.Liaison)).Refusal);
        Assert.IsType<NumberIsMerged>((await agency.AnswerAsync(before.Id, new RequirementSaid("background", true, host.Today, "Report"))).Refusal);
        Assert.Equal(new ApplicationOpenAlready(before.Reference), (await host.Send(filled, agency.Liaison)).Refusal);
    }

    [Fact]
    public async Task HeadOfTheBargainingUnit_IsFilledIn_AndToldOfTheDecision()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Natick Police Department", "7/1/2026", "7610-0001", "7610-0002");
        var (person, other) = (await host.PersonAsync("7610-0001"), await host.PersonAsync("7610-0002"));
        var unit = (await host.Send(new RecordOwnUnitCommand("Patrol Union", new UnitHeadSaid("Kim Ash", "kim@union.example", host.Today)), agency.Liaison)).Value.Id;
        Assert.Null((await host.Send(new PlaceInUnitCommand([person], unit, host.Today), agency.Liaison)).Refusal);

        Assert.Equal(("Kim Ash", (string?)null), ((await agency.FormAsync(person)).Representative, (await agency.FormAsync(other)).Representative));
        var receipt = await agency.EnteredAsync(person);
        Assert.Equal("Kim Ash", (await agency.ReadAsync(receipt.Id)).Representative);
        var decision = await host.DecideAsync(receipt.Id, DecisionKind.Nonrenew);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from kernel.notice where occasion = $1 and addressee_kind = 'OtherPerson' and addressee_id = $2", $"certification-decision:{decision.Value}", receipt.Id));
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task OnlyHeadAndLiaison_MayEnter(string role)
    {
        var sent = await host.Send(new EnterApplicationCommand(Guid.NewGuid(), Guid.NewGuid(), "Initial", null, [], true), People.With(role, host.Clock));

        Assert.Equal(role is Roles.AgencyHead or Roles.AgencyLiaison, sent.Refusal is not NotAllowed);
    }

    [Fact]
    public async Task Clerk_DoesNotEnter_WhateverTheAccountSays()
    {
        var agency = await ApplyingAgency.WithCertifiedAsync(host, "Orange Police Department", "7/1/2026", "7611-0001");
        var filled = await agency.FilledAsync(await host.PersonAsync("7611-0001"));

        Assert.IsType<NotAllowed>((await host.Send(filled, agency.Clerk)).Refusal);
        Assert.IsType<SignatoryNotAuthorised>((await host.Send(filled, agency.Clerk with { Roles = [Roles.AgencyHead] })).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new PrepareApplicationQuery(filled.PersonId), agency.Clerk)).Refusal);
    }
}
