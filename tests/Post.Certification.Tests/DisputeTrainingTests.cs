using Post.Certification.Domain;
using Post.Certification.Features.DisputeTraining;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.ResolveReviewItem;
using Post.Certification.Features.ShowOwnOfficer;
using Post.Certification.Members;
using Post.Certification.OfficerFiles;
using Post.Certification.Tests.Imports;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;
using static Post.Certification.Tests.Imports.FileDesk;

namespace Post.Certification.Tests;

/// <summary>What the training committee supplied an agency reads; it changes nothing there, and adds a note that staff settle.</summary>
public sealed class DisputeTrainingTests(PortalHost host) : IClassFixture<PortalHost>
{
    public static TheoryData<string> PeopleRoles => [.. Roles.OfPeople];

    // G: an MPTC row W AgencyLiaison edits T source-locked; a dispute note may be added.
    [Fact]
    [Trait("Clause", "12.03(2) MPTC")]
    public async Task RowOfTheCommittee_IsReadByTheAgencyAndNotChanged_AndANoteThatDisputesItGoesToTheStaff()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Fir Police Department", "7501-0001");
        await host.ReportAsync(Reports.List(
            host.Today.AddDays(-60), Reports.Officer("7501-0001", "First0", "Rivers", status: "AdministrativelySuspended", agency: agency.Name)));
        var day = host.Today.AddDays(-3);
        var row = await SuppliedAsync("7501-0001", "M-7501", day);
        var before = await OnFileAsync("7501-0001");

        var edited = await agency.ReportAsync(ReportKind.SuspensionTraining, agency.Matter("7501-0001", day) with
        {
            Subject = "USE OF FORCE",
            Minutes = 240,
            Place = "The station",
            Evidence = null,
        });
        Assert.Equal("source-locked", edited.Refusal!.Code);
        var disputed = await DisputeAsync(agency.Liaison, row, "  Half a day only, says the sign-in sheet.  ", " Four hours, at the station ");

        Assert.Null(disputed.Refusal);
        var note = (disputed.Value.Reference, agency.Name, "Half a day only, says the sign-in sheet.", "Four hours, at the station", "Dana Quill", host.Clock.GetUtcNow(), (DateTimeOffset?)null);
        foreach (var member in new[] { agency.Head, agency.Liaison, agency.Clerk })
        {
            var read = await ReadAsync(member, "7501-0001");
            Assert.Equal(("Mptc", "Use of Force", "8"), (read.ProviderCode, read.Course, read.Hours));
            Assert.Equal(note, Told(Assert.Single(read.Disputes)));
        }

        var after = await OnFileAsync("7501-0001");
        Assert.Equal(note, Told(Assert.Single(after.Disputes)));
        Assert.Equal(before, after with { Disputes = before.Disputes, Explanations = before.Explanations });
        var item = await ItemAsync(disputed.Value.Reference);
        Assert.Equal(("7501-0001", await host.PersonAsync("7501-0001"), host.Today, true), (item.OfficerNumber, item.PersonId!.Value, item.AsOf, item.ToldByPerson));
        Assert.Contains(agency.Name, item.Details, StringComparison.Ordinal);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.training.disputed' and outcome = 'Ok' and org = $1 and subject_ids = array[$2]",
            agency.Id.ToString(), await host.PersonAsync("7501-0001")));
        Assert.Equal(["INSERT", "SELECT"], await host.RowsAsync(
            "select privilege_type::text from information_schema.table_privileges where grantee = 'post_app' and table_schema = 'certification' and table_name = 'training_dispute' order by 1",
            r => r.GetString(0)));
    }

    [Fact]
    public async Task SettledByStaff_ItIsDisputedNoMore_AndMayBeDisputedAnew()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Gale Police Department", "7502-0001");
        var row = await SuppliedAsync("7502-0001", "M-7502");
        var first = (await DisputeAsync(agency.Liaison, row)).Value.Reference;
        Assert.Equal(new DisputedAlready(first), (await DisputeAsync(agency.Head, row, "Another note")).Refusal);
        Assert.False((await ReadAsync(agency.Head, "7502-0001")).Disputable);

        Assert.Null((await host.AsStaffAsync(new ResolveReviewItemCommand((await ItemAsync(first)).Id, "LookedAt", "The committee was asked and stands by it"))).Refusal);

        var read = await ReadAsync(agency.Liaison, "7502-0001");
        Assert.Equal((first, host.Clock.GetUtcNow(), true), (read.Disputes[0].Reference, read.Disputes[0].SettledAt, read.Disputable));
        Assert.NotNull(Assert.Single((await OnFileAsync("7502-0001")).Disputes).SettledAt);
        var second = (await DisputeAsync(agency.Head, row)).Value.Reference;
        Assert.Equal([second, first], (await ReadAsync(agency.Head, "7502-0001")).Disputes.Select(d => d.Reference));
        Assert.Equal(2, await host.ScalarAsync<long>("select count(*) from certification.review_item where kind = 'TrainingDisputed' and officer_number = '7502-0001'"));
    }

    [Fact]
    public async Task DisputedTwiceAtTheSameMoment_IsOneNote()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Hazel Police Department", "7503-0001");
        var row = await SuppliedAsync("7503-0001", "M-7503");

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => DisputeAsync(i % 2 == 0 ? agency.Head : agency.Liaison, row)));

        Assert.Single(told, t => t.Refusal is null);
        Assert.Equal(3, told.Count(t => t.Refusal is DisputedAlready));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.review_item where kind = 'TrainingDisputed' and officer_number = '7503-0001'"));
    }

    // No agency touches a row of an officer who does not serve there, nor reads another's note.
    [Fact]
    [Trait("Clause", "12.03(2) MPTC")]
    public async Task AgencyNeverDisputesForAnOfficerOfAnother_ForRandomAgenciesAndOfficers()
    {
        var draws = new Random(20261123);
        var agencies = new List<ReportingAgency>();
        for (var i = 0; i < 4; i++)
        {
            agencies.Add(await ReportingAgency.OpenAsync(host, $"Random Dispute {i} Police Department", [.. Enumerable.Range(0, 3).Select(o => $"7504-{i}{o:000}")]));
        }

        var rows = new Dictionary<string, (int Agency, Guid Row)>();
        for (var i = 0; i < 12; i++)
        {
            var number = $"7504-{i / 3}{i % 3:000}";
            rows[number] = (i / 3, await SuppliedAsync(number, $"M-{number}"));
        }

        var waits = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            var (number, by) = (rows.Keys.ElementAt(draws.Next(rows.Count)), draws.Next(agencies.Count));
            var told = await DisputeAsync(draws.Next(2) == 0 ? agencies[by].Head : agencies[by].Liaison, rows[number].Row, $"Note of {by}");
            if (rows[number].Agency != by) Assert.Equal(new NotOfOwnAgency(), told.Refusal);
            else if (waits.Add(number)) Assert.Null(told.Refusal);
            else Assert.IsType<DisputedAlready>(told.Refusal);
        }

        Assert.NotEmpty(waits);
        foreach (var (number, (own, _)) in rows)
        {
            Assert.All((await OnFileAsync(number)).Disputes, d => Assert.Equal((agencies[own].Name, $"Note of {own}"), (d.Agency, d.Note)));
            Assert.Equal(waits.Contains(number) ? 1 : 0, (await OnFileAsync(number)).Disputes.Count);
        }
    }

    [Fact]
    public async Task TwoAgenciesOfOneOfficer_EachDispute_AndNeitherReadsTheOthersNote()
    {
        var one = await ReportingAgency.OpenAsync(host, "Ivy East Police Department", "7505-0001");
        var two = await ReportingAgency.OpenAsync(host, "Ivy West Police Department", "7505-0002");
        await host.ExecuteAsync(
            """
            insert into certification.employment select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'agency_id', $2))).*
            from certification.employment e join certification.person p on p.id = e.person_id where p.officer_number = $1
            """, "7505-0001", two.Id);
        var row = await SuppliedAsync("7505-0001", "M-7505");

        Assert.Null((await DisputeAsync(one.Liaison, row, "Note of the first")).Refusal);
        Assert.Empty((await ReadAsync(two.Head, "7505-0001")).Disputes);
        Assert.Null((await DisputeAsync(two.Liaison, row, "Note of the second")).Refusal);

        Assert.Equal(["Note of the first"], (await ReadAsync(one.Head, "7505-0001")).Disputes.Select(d => d.Note));
        Assert.Equal(["Note of the second"], (await ReadAsync(two.Head, "7505-0001")).Disputes.Select(d => d.Note));
        Assert.Equal(["Note of the second", "Note of the first"], (await OnFileAsync("7505-0001")).Disputes.Select(d => d.Note));
    }

    [Fact]
    public async Task OnlyARowOfTheCommittee_AsItStandsNow_OfWhoServesToday_IsDisputed()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Juniper Police Department", "7506-0001", "7506-0002");
        await host.BringInAsync("training", Trainings(
            Training("7506-0001", "A-7506", "First aid", provider: "Agency", last: "Rivers", first: "First0"),
            Training("7506-0001", "S-7506", "Pursuit driving", provider: "State Police", last: "Rivers", first: "First0")));
        foreach (var key in new[] { "A-7506", "S-7506" }) Assert.IsType<NotOfTheCommittee>((await DisputeAsync(agency.Head, await RowAsync(key))).Refusal);
        Assert.Equal(new NotOfOwnAgency(), (await DisputeAsync(agency.Head, Guid.NewGuid())).Refusal);

        var row = await SuppliedAsync("7506-0001", "M-7506");
        var reference = (await DisputeAsync(agency.Head, row)).Value.Reference;
        await SuppliedAsync("7506-0001", "M-7506", hours: "4", asOf: host.Today);
        Assert.IsType<TrainingReportedAnew>((await DisputeAsync(agency.Head, row)).Refusal);
        // The note is about the record, and stands until a person has looked.
        Assert.Equal(("4", reference), (await OnFileAsync("7506-0001", "M-7506")) is var anew ? (anew.Hours, anew.Disputes[0].Reference) : default);
        Assert.Equal(new DisputedAlready(reference), (await DisputeAsync(agency.Head, await RowAsync("M-7506"))).Refusal);

        var left = await SuppliedAsync("7506-0002", "M-7506-2", first: "First1");
        await host.ExecuteAsync("update certification.employment set ends_on = $2 where person_id = $1", await host.PersonAsync("7506-0002"), host.Today.AddDays(-1));
        Assert.Equal(new NotOfOwnAgency(), (await DisputeAsync(agency.Head, left)).Refusal);
    }

    // A requirement missed is a row of the committee like another, and a record under a second number is the same officer's.
    [Fact]
    public async Task RequirementMissed_UnderAnotherNumberOfTheOfficer_IsDisputed_AndTheOfficersOwnFileHasNoNote()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Kale Police Department", "7507-0001");
        var officer = await PortalOfficer.InvitedAsync(host, "7507-0001");
        await host.ReportAsync(Reports.List(Reports.September, Reports.Officer("7507-0002", "First0", "Rivers", agency: null)));
        await host.BringInAsync("training", Trainings(Training(
            "7507-0002", "M-7507", "In-service 2025", completed: "", missed: "6/30/2025", hours: "", place: "", last: "Rivers", first: "First0")));
        Assert.Equal(new NotOfOwnAgency(), (await DisputeAsync(agency.Head, await RowAsync("M-7507"))).Refusal);
        Assert.Null((await host.MergeAsync("7507-0002", "7507-0001")).Refusal);
        host.Clock.Set(host.Clock.GetUtcNow().AddMinutes(1));

        var reference = (await DisputeAsync(agency.Head, await RowAsync("M-7507"), instead: "Completed on June 2, 2025")).Value.Reference;

        Assert.Equal(("7507-0001", officer.Person), ((await ItemAsync(reference)).OfficerNumber, (await ItemAsync(reference)).PersonId!.Value));
        Assert.Equal(reference, Assert.Single((await ReadAsync(agency.Clerk, "7507-0001")).Disputes).Reference);
        Assert.Empty(Assert.Single((await officer.RecordAsync()).File.Trainings).Disputes);
    }

    [Fact]
    public async Task FileOfAnEarlierDay_ReadsTheNoteAsItStoodThen()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Lupine Police Department", "7508-0001");
        var row = await SuppliedAsync("7508-0001", "M-7508");
        var before = host.Today;
        Forward();
        var (told, reference) = (host.Today, (await DisputeAsync(agency.Head, row)).Value.Reference);
        Forward();
        Assert.Null((await host.AsStaffAsync(new ResolveReviewItemCommand((await ItemAsync(reference)).Id, "LookedAt", "The committee put it right"))).Refusal);

        Assert.Empty((await ThenAsync(before, null)).Disputes);
        Assert.Empty((await ThenAsync(null, before)).Disputes);
        Assert.Null(Assert.Single((await ThenAsync(told, null)).Disputes).SettledAt);
        Assert.Null(Assert.Single((await ThenAsync(null, told)).Disputes).SettledAt);
        Assert.NotNull(Assert.Single((await ThenAsync(host.Today, host.Today)).Disputes).SettledAt);

        void Forward()
        {
            host.Clock.Advance(TimeSpan.FromDays(2));
            agency = agency with { Head = agency.Head with { Purpose = new("own-agency", null, null, host.Clock.GetUtcNow()) } };
        }

        async Task<TrainingRow> ThenAsync(DateOnly? on, DateOnly? known) => Assert.Single((await host.FileAsync("7508-0001", on, known)).Trainings);
    }

    [Theory]
    [InlineData("", "Instead", "Say what is wrong")]
    [InlineData(" \n", "Instead", "Say what is wrong")]
    [InlineData("Note", "", "Say what the agency has")]
    [InlineData("Note", " ", "Say what the agency has")]
    [InlineData("long", "Instead", "Shorten the note")]
    [InlineData("Note", "long", "Shorten what the agency says")]
    public async Task WithoutWords_OrWithTooMany_ItIsInvalid(string note, string instead, string because)
    {
        var agency = await ReportingAgency.OpenAsync(host, $"Oak {note.Length} {instead.Length} Police Department", $"7511-0{note.Length}0{instead.Length}");
        string Of(string text, int most) => text == "long" ? new string('x', most + 1) : text;

        var refused = (await DisputeAsync(
            agency.Head, Guid.NewGuid(), Of(note, TrainingDispute.NoteMaxLength), Of(instead, TrainingDispute.InsteadMaxLength))).Refusal;

        Assert.StartsWith(because, Assert.IsType<NotValid>(refused).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongestNote_InManyLettersOfSeveralBytes_IsKeptWhole()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Maple Police Department", "7509-0001");
        var (note, instead) = (string.Concat(Enumerable.Repeat("訓", TrainingDispute.NoteMaxLength)), string.Concat(Enumerable.Repeat("é", TrainingDispute.InsteadMaxLength)));

        Assert.Null((await DisputeAsync(agency.Head, await SuppliedAsync("7509-0001", "M-7509"), note, instead)).Refusal);

        Assert.Equal((note, instead), Assert.Single((await OnFileAsync("7509-0001")).Disputes) is var kept ? (kept.Note, kept.Instead) : default);
    }

    [Theory]
    [MemberData(nameof(PeopleRoles))]
    public async Task HeadAndLiaisonAlone_Dispute(string role)
    {
        var refused = (await DisputeAsync(People.With(role, host.Clock), Guid.NewGuid())).Refusal;

        Assert.Equal(role is not (Roles.AgencyHead or Roles.AgencyLiaison), refused is NotAllowed);
        Assert.NotNull(refused);
    }

    [Fact]
    public async Task Clerk_ReadsTheRowAndTheNote_AndWritesNone()
    {
        var agency = await ReportingAgency.OpenAsync(host, "Nettle Police Department", "7510-0001");
        var row = await SuppliedAsync("7510-0001", "M-7510");

        Assert.IsType<NotAllowed>((await DisputeAsync(agency.Clerk, row)).Refusal);
        // Whatever a session says of its role: what the register says decides.
        Assert.IsType<SignatoryNotAuthorised>((await DisputeAsync(agency.Clerk with { Roles = [Roles.AgencyHead] }, row)).Refusal);
        var shown = await host.Send(new ShowOwnOfficerQuery(await host.PersonAsync("7510-0001")), agency.Clerk);
        Assert.False(shown.Value.MayDispute);
        Assert.True((await host.Send(new ShowOwnOfficerQuery(await host.PersonAsync("7510-0001")), agency.Liaison)).Value.MayDispute);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from certification.review_item where kind = 'TrainingDisputed' and officer_number = '7510-0001'"));
    }

    /// <summary>The row of a training that the committee supplied.</summary>
    private async Task<Guid> SuppliedAsync(
        string number, string key, DateOnly? on = null, string hours = "8", string? first = null, DateOnly? asOf = null)
    {
        first ??= await host.ScalarAsync<string>(
            "select first_name from certification.person_name n join certification.person p on p.id = n.person_id where p.officer_number = $1 and n.valid_to is null and n.superseded_at is null", number);
        var day = on ?? new DateOnly(2025, 3, 14);
        await host.BringInAsync(
            "training", Trainings(Training(number, key, completed: FormattableString.Invariant($"{day:M/d/yyyy}"), hours: hours, last: "Rivers", first: first)), asOf ?? (on is null ? null : host.Today));
        return await RowAsync(key);
    }

    private Task<Guid> RowAsync(string key) =>
        host.ScalarAsync<Guid>("select id from certification.training_record where record_key = $1 and superseded_at is null", key);

    private Task<Result<TrainingDisputed>> DisputeAsync(Caller by, Guid row, string note = "The day is wrong", string instead = "March 15, 2025") =>
        host.Send(new DisputeTrainingCommand(row, note, instead), by);

    private static (string, string, string, string, string, DateTimeOffset, DateTimeOffset?) Told(TrainingDisputeRow row) =>
        (row.Reference, row.Agency, row.Note, row.Instead, row.By, row.At, row.SettledAt);

    private async Task<TrainingRow> ReadAsync(Caller member, string number) =>
        Assert.Single((await host.Send(new ShowOwnOfficerQuery(await host.PersonAsync(number)), member)).Value.Trainings);

    private async Task<TrainingRow> OnFileAsync(string number, string? key = null) =>
        Assert.Single((await host.FileAsync(number)).Trainings, t => key is null || t.RecordKey == key);

    private async Task<ReviewRow> ItemAsync(string reference) => Assert.Single(
        (await host.AsStaffAsync(new ListReviewItemsQuery("TrainingDisputed", false, null, 100))).Value.Rows, r => r.Details.StartsWith(reference, StringComparison.Ordinal));
}
