using System.Text.Json;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Features.EndOwnAppointment;
using Post.Certification.Features.OpenOwnEntry;
using Post.Certification.Features.SetRecordAccess;
using Post.Certification.Features.ShowOfficerRecords;
using Post.Certification.Features.ShowOwnMembers;
using Post.Certification.Features.ShowRecordAccess;
using Post.Certification.Records;
using Post.Kernel.Requests;

namespace Post.Certification.Tests;

/// <summary>What a restricted record says is read by whom the head lets read it, and by nobody outside the agency.</summary>
public sealed class RestrictedRecordsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Evaluator = "Dr. Quincunx";

    [Fact]
    [Trait("Clause", "12.04(1)(b)1")]
    public async Task LiaisonWithoutTheHeadsWord_SeesWhereTheCheckIsKept_AndIsRefusedWhatItSays_OnRecord()
    {
        var (agency, person) = await CertifiedAsync("Acorn Police Department", "7721-0001");
        var entry = await HeldAsync(agency, person, RecordKind.Background, agency.Held(detail: new RestrictedRecord { MadeBy = "Bureau of identification", Reference = "CB-31" }));

        var refused = await host.Send(new OpenOwnEntryQuery(person, entry), agency.Liaison);

        Assert.Equal(new RecordClassNotGranted(RecordClass.Cori), refused.Refusal);
        Assert.Equal(RefusalKind.Forbidden, refused.Refusal!.Kind);
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from audit.event where action = 'own-agency.record.opened' and outcome = 'Denied' and subject_ids = array[$1]", person));
        var seen = (await agency.RecordsAsync(person, agency.Liaison)).Records.Cycles[0].Rows[0].Said!;
        Assert.Equal(("Personnel file, cabinet 4", true), (seen.KeptAt, seen.HasDetail));
        Assert.IsType<NotAllowed>((await host.Send(new OpenOwnEntryQuery(person, entry), agency.Clerk)).Refusal);
        Assert.Equal("CB-31", (await host.Send(new OpenOwnEntryQuery(person, entry), agency.Head)).Value.Says.Reference);
        await agency.LetReadAsync(RecordClass.Fitness);
        Assert.IsType<RecordClassNotGranted>((await host.Send(new OpenOwnEntryQuery(person, entry), agency.Liaison)).Refusal);
        await agency.LetReadAsync(RecordClass.Cori);
        Assert.Equal("Bureau of identification", (await host.Send(new OpenOwnEntryQuery(person, entry), agency.Liaison)).Value.Says.MadeBy);
        await agency.LetReadAsync();
        Assert.IsType<RecordClassNotGranted>((await host.Send(new OpenOwnEntryQuery(person, entry), agency.Liaison)).Refusal);
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)2")]
    public async Task Evaluation_IsRead_OneAtATime_AndShownNowhereElse()
    {
        var (agency, person) = await CertifiedAsync("Beech Police Department", "7722-0001");
        var (other, _) = await CertifiedAsync("Birch Police Department", "7722-0002");
        await host.ServesAlsoAsync(person, other.Id);
        var says = new RestrictedRecord { Psychological = new EvaluationSaid(EvaluationOutcome.Satisfied, Evaluator, host.Today.AddDays(-12)) };
        var entry = await HeldAsync(agency, person, RecordKind.Evaluations, agency.Held(new RecordParticulars { Psychological = true }, says));

        var row = (await agency.RecordsAsync(person, agency.Head)).Records.Cycles[0].Rows.Single(r => r.Kind is RecordKind.Evaluations);
        Assert.Equal((RecordState.Incomplete, "The physical evaluation"), (row.Standing.State, Assert.Single(row.Standing.Missing)));
        Assert.Equal(says, (await host.Send(new OpenOwnEntryQuery(person, entry), agency.Head)).Value.Says);
        string[] shown =
        [
            JsonSerializer.Serialize(await agency.RecordsAsync(person, agency.Head)),
            JsonSerializer.Serialize(await other.RecordsAsync(person, other.Head)),
            JsonSerializer.Serialize((await host.AsStaffAsync(new ShowOfficerRecordsQuery(person))).Value),
            JsonSerializer.Serialize(await host.FactsOfAsync("7722-0001")),
        ];
        Assert.All(shown, s => Assert.DoesNotContain(Evaluator, s, StringComparison.Ordinal));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from audit.payload where convert_from(body, 'UTF8') like $1", $"%{Evaluator}%"));
        Assert.IsType<NotFound>((await host.Send(new OpenOwnEntryQuery(person, entry), other.Head)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new OpenOwnEntryQuery(person, entry), agency.Clerk)).Refusal);
        Assert.IsType<NotAllowed>((await host.AsStaffAsync(new OpenOwnEntryQuery(person, entry))).Refusal);
        // Another class of record has no room for it.
        await HeldAsync(agency, person, RecordKind.Background, agency.Held(detail: says with { MadeBy = "Bureau" }));
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from certification.record_detail where content::text like $1", $"%{Evaluator}%"));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(b)5")]
    public async Task Character_IsSignedByTheHeadOrADesignee_AndWhatWasFoundStaysWithTheAgency()
    {
        var (agency, person) = await CertifiedAsync("Cedar Police Department", "7723-0001");
        var cycle = await agency.CycleAsync(person);
        // The head of the record acts since today; of the day before nobody is on record.
        var signed = new RestrictedRecord { Character = CharacterOutcome.NotFound, SignedBy = "Dana Quill", SignedAs = SignedAs.Head, Basis = "Untruthful answers" };
        var today = agency.Held() with { HeldOn = host.Today };

        Assert.Equal(new CharacterSignatory("Dana Quill"), (await EnterAsync(today with { Detail = signed with { SignedBy = "Captain Vale" } })).Refusal);
        Assert.IsType<CharacterSignatory>((await EnterAsync(today with { Detail = signed with { SignedAs = null } })).Refusal);
        Assert.IsType<CharacterSignatory>((await EnterAsync(today with { Detail = signed with { SignedBy = "Captain Vale", SignedAs = SignedAs.Designee } })).Refusal);
        Assert.Equal(["What was determined", "Who signed"], (await EnterAsync(today)).Value.Missing);
        Assert.Empty((await EnterAsync(today with { Detail = signed with { SignedBy = "Captain Vale", SignedAs = SignedAs.Designee, Designation = "Order of May 3" } })).Value.Missing);
        Assert.Empty((await EnterAsync(agency.Held(detail: signed with { SignedBy = "A former chief" }))).Value.Missing);
        Assert.Empty((await EnterAsync(today with { Detail = new RestrictedRecord { Character = CharacterOutcome.NotMade } })).Value.Missing);
        Assert.Empty((await EnterAsync(today with { Detail = signed with { SignedBy = "DANA QUILL" } })).Value.Missing);

        Assert.Equal(RecordState.Complete, (await agency.RowAsync(person, RecordKind.Character)).Standing.State);
        Assert.DoesNotContain("Untruthful", JsonSerializer.Serialize(await host.FactsOfAsync("7723-0001")), StringComparison.Ordinal);
        Assert.DoesNotContain("NotFound", JsonSerializer.Serialize((await host.AsStaffAsync(new ShowOfficerRecordsQuery(person))).Value), StringComparison.Ordinal);

        Task<Result<Features.RecordOwnEntry.RecordEntered>> EnterAsync(RecordSaid s) => agency.EnterAsync(person, cycle, RecordKind.Character, s);
    }

    [Fact]
    public async Task CorrectionOfThePlace_KeepsWhatTheRecordSays_AndOnlyWhoMayReadItWritesItAnew()
    {
        var (agency, person) = await CertifiedAsync("Elder Police Department", "7724-0001");
        var cycle = await agency.CycleAsync(person);
        var first = await HeldAsync(agency, person, RecordKind.Background, agency.Held(detail: new RestrictedRecord { Reference = "CB-32" }));

        Assert.Null((await agency.EnterAsync(person, cycle, RecordKind.Background, agency.Held() with { KeptAt = "Vault" }, agency.Liaison)).Refusal);

        var row = await agency.RowAsync(person, RecordKind.Background);
        Assert.Equal(("Vault", true), (row.Said!.KeptAt, row.Said.HasDetail));
        Assert.NotEqual(first, row.Said.EntryId);
        Assert.Equal("CB-32", (await host.Send(new OpenOwnEntryQuery(person, row.Said.EntryId), agency.Head)).Value.Says.Reference);
        Assert.IsType<NotFound>((await host.Send(new OpenOwnEntryQuery(person, first), agency.Head)).Refusal);
        var anew = agency.Held(detail: new RestrictedRecord { Reference = "CB-33" });
        Assert.Equal(new RecordClassNotGranted(RecordClass.Cori), (await agency.EnterAsync(person, cycle, RecordKind.Background, anew, agency.Liaison)).Refusal);
        Assert.Null((await agency.EnterAsync(person, cycle, RecordKind.Background, anew)).Refusal);
        // Where it is not held any more, it says nothing any more; what it said stays in the history.
        Assert.Null((await agency.EnterAsync(person, cycle, RecordKind.Background, new RecordSaid { Holding = RecordHolding.Absent })).Refusal);
        Assert.False((await agency.RowAsync(person, RecordKind.Background)).Said!.HasDetail);
        Assert.Equal(3, await host.ScalarAsync<long>(
            "select count(*) from certification.record_detail d join certification.record_entry e on e.id = d.entry_id where e.person_id = $1", person));
    }

    [Fact]
    public async Task OnlyTheHeadLets_AndOnlyPresentLiaisonsOfTheOwnAgency()
    {
        var (agency, person) = await CertifiedAsync("Gorse Police Department", "7725-0001");
        var (other, _) = await CertifiedAsync("Heath Police Department", "7725-0002");
        var entry = await HeldAsync(agency, person, RecordKind.Background, agency.Held(detail: new RestrictedRecord { Reference = "CB-34" }));
        var theirs = (await host.Send(new ShowRecordAccessQuery(), other.Head)).Value.Liaisons.Single().MemberId;
        var own = (await host.Send(new ShowRecordAccessQuery(), agency.Head)).Value.Liaisons.Single();
        Assert.Empty(own.Classes);

        Assert.IsType<NotFound>((await host.Send(new SetRecordAccessCommand(theirs, [RecordClass.Cori]), agency.Head)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new SetRecordAccessCommand(own.MemberId, [RecordClass.Cori]), agency.Liaison)).Refusal);
        Assert.IsType<NotAllowed>((await host.Send(new ShowRecordAccessQuery(), agency.Clerk)).Refusal);
        Assert.IsType<NotValid>((await host.Send(new SetRecordAccessCommand(own.MemberId, [(RecordClass)9]), agency.Head)).Refusal);
        Assert.IsType<AccessUnchanged>((await host.Send(new SetRecordAccessCommand(own.MemberId, []), agency.Head)).Refusal);
        await agency.LetReadAsync(RecordClass.Cori);
        Assert.IsType<AccessUnchanged>((await host.Send(new SetRecordAccessCommand(own.MemberId, [RecordClass.Cori, RecordClass.Cori]), agency.Head)).Refusal);
        Assert.Equal([RecordClass.Cori], (await host.Send(new ShowRecordAccessQuery(), agency.Head)).Value.Liaisons.Single().Classes);
        // The designation ends, and with it what the head let.
        var appointment = (await host.Send(new ShowOwnMembersQuery(), agency.Head)).Value.Present.Single(p => p.Capacity is MemberCapacity.Liaison);
        await host.ExecuteAsync("update certification.agency_appointment set begins_on = begins_on - 9 where id = $1", appointment.Id);
        Assert.Null((await host.Send(new EndOwnAppointmentCommand(appointment.Id, host.Today.AddDays(-1), "Moved on"), agency.Head)).Refusal);
        Assert.IsNotType<OpenedRecord>((await host.Send(new OpenOwnEntryQuery(person, entry), agency.Liaison)).Refusal);
        Assert.NotNull((await host.Send(new OpenOwnEntryQuery(person, entry), agency.Liaison)).Refusal);
        Assert.IsType<NotFound>((await host.Send(new SetRecordAccessCommand(own.MemberId, []), agency.Head)).Refusal);
    }

    private async Task<(ReportingAgency Agency, Guid Person)> CertifiedAsync(string name, string number) =>
        (await ApplyingAgency.WithCertifiedAsync(host, name, "7/1/2026", number), await host.PersonAsync(number));

    private static async Task<Guid> HeldAsync(ReportingAgency agency, Guid person, RecordKind kind, RecordSaid said)
    {
        await agency.EnteredAsync(person, await agency.CycleAsync(person), kind, said);
        return (await agency.RowAsync(person, kind)).Said!.EntryId;
    }
}
