using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Records;

/// <summary>Writes what an agency says of a record beside what it said before; what a restricted record says goes beside it.</summary>
internal sealed class RecordWriter(CertificationDb db, CurrentCaller caller, ChangeContext change, TimeProvider clock)
{
    /// <param name="acts">Who says it.</param>
    /// <param name="officer">Of whom.</param>
    /// <param name="cycle">Of which certification.</param>
    /// <param name="row">Which record.</param>
    /// <param name="said">Trimmed.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Result<RecordEntry>> WriteAsync(
        ActingMember acts, OwnOfficerRecords officer, CycleRecords cycle, RecordRow row, RecordSaid said, CancellationToken ct)
    {
        if (said.Holding is RecordHolding.SameRecord && !IsRecordOfOfficer(officer.Records, cycle, row, said.SameCycle)) return new NoSameRecord();
        var detail = said.Holding is RecordHolding.Held ? await DetailAsync(row, said, ct) : null;
        var judged = await JudgeAsync(acts.AgencyId, row, said, detail, ct);
        if (judged.Refusal is { } unfit) return unfit;
        var entry = Entry(acts, officer.Records.PersonId, cycle, row, said, judged.Value);
        if (row.Said is { } before && said.Detail is null && Words(before) == Words(entry)) return new RecordOnRecord();

        if (row.Said is { EntryId: var old })
        {
            await db.RecordEntries.Where(e => e.Id == old).ExecuteUpdateAsync(e => e.SetProperty(x => x.SupersededAt, entry.RecordedAt), ct);
        }

        db.RecordEntries.Add(entry);
        if (detail is not null) db.RecordDetails.Add(new RecordDetail { EntryId = entry.Id, Restricted = row.Restricted!.Value, Content = detail });
        change.Changed("record", row.Said is { } known ? Words(known) : null, Words(entry));
        if (said.Detail is not null) change.Changed("what the record says", null, "written anew");
        return entry;
    }

    // Only a record as a school resource officer can be that of the officer, and only one that is whole (12.04(1)(c)1).
    private static bool IsRecordOfOfficer(OfficerRecords records, CycleRecords cycle, RecordRow row, string? key) =>
        cycle.Cycle.Type is CycleType.Sro && records.Cycles.Any(c => c.Cycle.Type is CycleType.Officer && c.Cycle.Key == key
            && c.Rows.Any(r => r.Kind == row.Kind && r.AboutId == row.AboutId && r.Standing.State is RecordState.Complete or RecordState.Nil));

    // What is not said anew stays as it was said: whoever corrects where a record is kept need not know what it says.
    private async Task<RestrictedRecord?> DetailAsync(RecordRow row, RecordSaid said, CancellationToken ct)
    {
        if (row.Restricted is null) return null;
        if (said.Detail is { } anew) return Only(row.Kind, anew);
        return row.Said is { HasDetail: true, EntryId: var id } ? (await db.RecordDetails.AsNoTracking().SingleAsync(d => d.EntryId == id, ct)).Content : null;
    }

    private static RestrictedRecord Only(RecordKind kind, RestrictedRecord said) => kind switch
    {
        RecordKind.Background => new RestrictedRecord { MadeBy = said.MadeBy, Reference = said.Reference },
        RecordKind.Evaluations => new RestrictedRecord { Physical = said.Physical, Psychological = said.Psychological },
        RecordKind.Interview => new RestrictedRecord { Summary = said.Summary },
        _ => new RestrictedRecord { Character = said.Character, SignedBy = said.SignedBy, SignedAs = said.SignedAs, Designation = said.Designation, Basis = said.Basis },
    };

    private async Task<Result<string[]>> JudgeAsync(Guid agency, RecordRow row, RecordSaid said, RestrictedRecord? detail, CancellationToken ct)
    {
        var version = said.Particulars.Questionnaire is { } code ? await db.Questionnaires.AsNoTracking().SingleOrDefaultAsync(q => q.Code == code, ct) : null;
        var head = row.Kind is RecordKind.Character && said.HeldOn is { } on ? await HeadAsync(agency, on, ct) : null;
        return new RecordRules(row, version, head, clock.Today()).Judge(said, detail);
    }

    private Task<string?> HeadAsync(Guid agency, DateOnly day, CancellationToken ct) => (
        from appointment in db.Appointments.AsNoTracking()
        join member in db.Members on appointment.MemberId equals member.Id
        where member.AgencyId == agency && appointment.Capacity == MemberCapacity.Head && appointment.BeginsOn <= day && (appointment.EndsOn == null || appointment.EndsOn >= day)
        select member.Name).FirstOrDefaultAsync(ct);

    private RecordEntry Entry(ActingMember acts, Guid person, CycleRecords cycle, RecordRow row, RecordSaid said, string[] missing) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        AgencyId = acts.AgencyId,
        PersonId = person,
        Cycle = cycle.Cycle.Key,
        Kind = row.Kind,
        AboutId = row.AboutId,
        Holding = said.Holding!.Value,
        HeldOn = said.HeldOn,
        KeptAt = said.KeptAt,
        Copy = said.Holding is RecordHolding.Held ? said.Copy : null,
        CopyReason = said.Holding is RecordHolding.Held ? said.CopyReason : null,
        SameCycle = said.Holding is RecordHolding.SameRecord ? said.SameCycle : null,
        Particulars = said.Holding is RecordHolding.Held ? said.Particulars : new RecordParticulars(),
        Missing = missing,
        RecordedAt = clock.GetUtcNow(),
        RecordedBy = caller.Value.Id,
        RecordedByName = caller.Value.Name,
        RecordedAs = acts.Capacity,
    };

    private static string Words(RecordEntry e) => Words(e.Holding, e.HeldOn, e.KeptAt, (e.Copy, e.CopyReason), e.SameCycle, e.Particulars);

    private static string Words(RecordSaidRow s) => Words(s.Holding, s.HeldOn, s.KeptAt, (s.Copy, s.CopyReason), s.SameCycle, s.Particulars);

    private static string Words(
        RecordHolding holding, DateOnly? on, string? keptAt, (RecordCopy? Copy, string? Reason) copy, string? same, RecordParticulars particulars) =>
        $"{holding}, {on:yyyy-MM-dd}, {keptAt}, {copy.Copy} {copy.Reason}, {same}, {JsonSerializer.Serialize(particulars)}";
}
