using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.OfficerFiles;
using Post.Certification.Persons;

namespace Post.Certification.Reporting;

/// <summary>The record's side: name, status and service, of this agency and of others.</summary>
public sealed record OnRecord(
    Guid PersonId, string OfficerNumber, string Name, StatusRow? Status, IReadOnlyList<EmploymentRow> Service, IReadOnlyList<Guid> MemberIds)
{
    /// <summary>Service elsewhere that nobody has ended (12.05(1)(i)(b)).</summary>
    public IReadOnlyList<EmploymentRow> OpenElsewhere(Guid agency) => [.. Service.Where(s => s.Open && s.AgencyId != agency)];
}

/// <summary>Reads what is on record beside what was reported.</summary>
internal sealed class OnRecordReader(CertificationDb db, TimeProvider clock)
{
    /// <summary>Null where nobody has the number.</summary>
    public async Task<OnRecord?> UnderAsync(string number, CancellationToken ct)
    {
        var known = await db.People.AsNoTracking().Where(p => p.OfficerNumber == number).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
        return known is { } id ? await OfAsync(id, number, ct) : null;
    }

    public async Task<OnRecord> OfAsync(Guid id, CancellationToken ct) =>
        await OfAsync(id, await db.People.AsNoTracking().Where(p => p.Id == id).Select(p => p.OfficerNumber).SingleAsync(ct), ct);

    private async Task<OnRecord> OfAsync(Guid id, string number, CancellationToken ct)
    {
        var person = (await db.MembersAsync([id], ct))[id];
        var at = FileMoment.Now(clock);
        var rows = new FileRows(db, person.MemberIds, at);
        var names = PastRows.On(at, await rows.NamesAsync(ct));
        var name = names.Find(n => n.PersonId == person.PersonId && n.ValidTo is null) ?? names[0];
        var statuses = PastRows.On(at, await rows.StatusesAsync(ct)).FindAll(s => s.ValidTo is null);
        return new OnRecord(
            person.PersonId, number, $"{name.FirstName} {name.Surname} {name.Suffix}".TrimEnd(),
            PresentStatus.Of(statuses, s => s.Code, s => s.AsOf).Shown,
            PastRows.On(at, await rows.EmploymentsAsync(ct), await rows.SeparationsAsync(ct), await rows.FactsAsync(ct)), person.MemberIds);
    }
}
