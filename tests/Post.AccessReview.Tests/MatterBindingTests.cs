using Post.AccessReview.Contracts;
using Post.AccessReview.Features.CloseMatter;
using Post.Kernel.Access;

namespace Post.AccessReview.Tests;

/// <summary>A purpose that needs a matter opens the files of its parties, to those who work on it, while it is open.</summary>
[Trait("Clause", "8.07(5)(a)")]
public sealed class MatterBindingTests(AccessHost host) : IClassFixture<AccessHost>
{
    [Fact]
    public async Task Party_IsOpen_AndAnybodyElseIsRefusedBeforeTheFileIsRead()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (party, other) = (Guid.NewGuid(), Guid.NewGuid());
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who, party);
        who = host.At(who, "investigation", number);
        var reached = 0;

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(party) { Reached = () => reached++ }, who));
        Assert.Equal($"Ok - investigation {number} -", await host.LastEventAsync("look.file", who));
        Assert.Equal(new SubjectNotInMatter(other, number), await host.RefusalAsync(new OpenFileQuery(other) { Reached = () => reached++ }, who));

        Assert.Equal(1, reached);
        Assert.Equal($"Denied subject-not-in-matter investigation {number} -", await host.LastEventAsync("look.file", who));
    }

    [Fact]
    public async Task PartyUnderAnotherNumber_IsTheSamePerson()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (one, other) = ((await host.OfficerAsync()).Id, (await host.OfficerAsync()).Id);
        await host.ExecuteAsync("""
            insert into certification.person_merge (id, person_id, into_person_id, reason, recorded_at, decided_by_name)
            values (gen_random_uuid(), $1, $2, 'Test', now(), 'Test')
            """, other, one);
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who, one);

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(other), host.At(who, "investigation", number)));
    }

    [Fact]
    public async Task AgencyAsParty_BringsInWhoServesThere()
    {
        var who = await host.SomebodyAsync(Roles.AuditStaff);
        var agency = (await host.AgencyAsync()).Id;
        var officer = (await host.OfficerAsync(agency)).Id;
        var stranger = (await host.OfficerAsync()).Id;
        var (id, number) = await host.MatterAsync(MatterKinds.Audit, who);
        await host.ExecuteAsync("""
            insert into access_review.matter_party (id, matter_id, agency_id, because, added_at, added_by_name)
            values (gen_random_uuid(), $1, $2, 'Test', now(), 'Test')
            """, id, agency);
        who = host.At(who, "agency-audit", number);

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(officer), who));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new OpenFileQuery(stranger), who));
    }

    [Fact]
    public async Task NoMatterClosedMatterAnothersMatterOtherKind_AreRefused()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var colleague = await host.SomebodyAsync(Roles.StdStaff);
        var party = Guid.NewGuid();
        var (id, own) = await host.MatterAsync(MatterKinds.Investigation, who, party);
        var (_, anothers) = await host.MatterAsync(MatterKinds.Investigation, colleague, party);
        var (_, otherKind) = await host.MatterAsync(MatterKinds.RecordsRequest, who, party);

        Assert.IsType<MatterNeeded>(await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "investigation")));
        Assert.Equal(new MatterNotOpen(anothers), await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "investigation", anothers)));
        Assert.Equal(new MatterNotOpen(otherKind), await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "investigation", otherKind)));
        Assert.Equal(new MatterNotOpen("M-none"), await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "investigation", "M-none")));
        Assert.Null(await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "investigation", own)));
        Assert.Null(await host.RefusalAsync(new CloseMatterCommand(id, "It ended"), host.At(who, "complaint-intake")));
        Assert.Equal(new MatterNotOpen(own), await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "investigation", own)));
    }

    [Fact]
    public async Task ConfidentialInquiry_IsForThoseWhomSomebodyElsePutOnIt()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var party = Guid.NewGuid();
        var (_, given) = await host.MatterAsync(MatterKinds.Inquiry, who, party);
        var (taken, takenNumber) = await host.MatterAsync(MatterKinds.Inquiry, who, party);
        await host.ExecuteAsync("update access_review.matter_assignment set assigned_by = account_id where matter_id = $1", taken);

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "preliminary-inquiry", given)));
        Assert.Equal(new SecondPersonNeeded(takenNumber), await host.RefusalAsync(new OpenFileQuery(party), host.At(who, "preliminary-inquiry", takenNumber)));
    }

    [Fact]
    public async Task List_ShowsPartiesOnly_UnlessThePurposeIsToFindThem()
    {
        var who = await host.SomebodyAsync(Roles.Counsel);
        var (party, other) = (Guid.NewGuid(), Guid.NewGuid());
        var (_, investigation) = await host.MatterAsync(MatterKinds.Investigation, who, party);
        var (_, request) = await host.MatterAsync(MatterKinds.RecordsRequest, who, party);
        var bound = host.At(who, "investigation", investigation);
        var looking = host.At(who, "records-request", request);

        Assert.Null(await host.RefusalAsync(new GoThroughQuery([party]), bound));
        Assert.Equal(new SubjectsOutsideMatter(2, investigation), await host.RefusalAsync(new GoThroughQuery([party, other, Guid.NewGuid()]), bound));
        Assert.Equal($"Denied subjects-outside-matter investigation {investigation} -", await host.LastEventAsync("look.list", who));
        Assert.Null(await host.RefusalAsync(new GoThroughQuery([party, other]), looking));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new OpenFileQuery(other), looking));
    }

    // The refused list names nobody: whom it found is what the caller may not know.
    [Fact]
    public async Task RefusedList_NamesNobodyInItsEvent()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (_, number) = await host.MatterAsync(MatterKinds.Investigation, who);

        await host.Send(new GoThroughQuery([Guid.NewGuid()]), host.At(who, "investigation", number));

        Assert.Equal(0, await host.ScalarAsync<int>("select cardinality(subject_ids) from audit.event where action = 'look.list' and actor_id = $1", who.Id!.Value));
    }

    [Fact]
    public async Task FileFoundByAnotherKey_IsRefusedAfterItIsFoundAndBeforeItLeaves()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var party = Guid.NewGuid();
        var (_, number) = await host.MatterAsync(MatterKinds.Complaint, who, party);
        who = host.At(who, "investigation", number);

        Assert.Null(await host.RefusalAsync(new FindFileQuery(party), who));
        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new FindFileQuery(Guid.NewGuid()), who));
    }

    [Fact]
    public async Task ActOnSomebodyOutside_IsUndone()
    {
        var who = await host.SomebodyAsync(Roles.StdStaff);
        var (_, number) = await host.MatterAsync(MatterKinds.Complaint, who);
        var outside = Guid.NewGuid();

        Assert.IsType<SubjectNotInMatter>(await host.RefusalAsync(new TouchCommand(outside), host.At(who, "investigation", number)));

        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from access_review.tie where person_id = $1", outside));
        Assert.Equal($"Denied subject-not-in-matter investigation {number} -", await host.LastEventAsync("look.touched", who));
        Assert.Null(await host.RefusalAsync(new TouchCommand(outside), host.At(who, "complaint-intake")));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from access_review.tie where person_id = $1", outside));
    }

    [Fact]
    public async Task WorkWithoutAMatter_GoesThroughTheWholeRegister()
    {
        var who = host.At(await host.SomebodyAsync(Roles.CertStaff), "certification");

        Assert.Null(await host.RefusalAsync(new OpenFileQuery(Guid.NewGuid()), who));
        Assert.Null(await host.RefusalAsync(new GoThroughQuery([Guid.NewGuid(), Guid.NewGuid()]), who));
    }
}
