using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Records;

/// <summary>An officer of the own agency with the records that it keeps of them.</summary>
internal sealed record OwnOfficerRecords(string OfficerNumber, string Name, bool Serving, OfficerRecords Records);

/// <summary>Opens the records that the caller's own agency keeps, and says which restricted ones the caller may read.</summary>
internal sealed class OwnRecords(CertificationDb db, AgencyRecords records, CurrentCaller caller, TimeProvider clock)
{
    /// <summary>Of whoever serves there or lately left; of any other person as if there were none.</summary>
    public async Task<Result<OwnOfficerRecords>> OfAsync(Guid agency, Guid personId, CancellationToken ct)
    {
        var today = clock.Today();
        var person = (await db.MembersAsync([personId], ct))[personId];
        var spells = await db.Employments.AsNoTracking().Of(agency).Where(e => person.MemberIds.Contains(e.PersonId)).ToListAsync(ct);
        var serving = spells.AsQueryable().HoldingOn(today).Any();
        var since = today.AddDays(-await db.RuleAsync(IntakeRules.FormerDays, today, ct));
        if (!serving && !spells.Exists(e => (e.EndsOn ?? e.GoneBy) >= since)) return new NotOfOwnAgency();
        var known = await (
            from name in db.Names.AsNoTracking().Present()
            where name.PersonId == person.PersonId
            join number in db.People on name.PersonId equals number.Id
            select new { number.OfficerNumber, Name = name.FirstName + " " + name.Surname + (name.Suffix == null ? "" : " " + name.Suffix) }).SingleAsync(ct);
        return new OwnOfficerRecords(known.OfficerNumber, known.Name, serving, await records.OfAsync(agency, person.PersonId, today, ct));
    }

    /// <summary>The head reads all; a liaison what the head lets them; nobody else any.</summary>
    public async Task<IReadOnlySet<RecordClass>> ReadableAsync(ActingMember acts, CancellationToken ct)
    {
        if (acts.Capacity is MemberCapacity.Head) return Enum.GetValues<RecordClass>().ToHashSet();
        if (acts.Capacity is not MemberCapacity.Liaison) return new HashSet<RecordClass>();
        var account = caller.Value.Id;
        var classes = await db.RecordAccess.AsNoTracking()
            .Where(a => a.SupersededAt == null && db.Members.Any(m => m.Id == a.MemberId && m.AgencyId == acts.AgencyId && m.AccountId == account))
            .Select(a => a.Classes).ToListAsync(ct);
        return classes.SelectMany(c => c).Select(Enum.Parse<RecordClass>).ToHashSet();
    }
}
