using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Notices;

namespace Post.Certification.Notices;

/// <summary>Law enforcement agencies as addressees of notices (12.11).</summary>
internal sealed class LawEnforcementAgencyAddressees(CertificationDb db) : IAddressees
{
    private const int Most = 50;

    public AddresseeKind Kind => AddresseeKind.LawEnforcementAgency;

    public async Task<Addressee?> FindAsync(Guid id, CancellationToken ct) => await Names()
        .Where(n => n.AgencyId == id).Select(n => new Addressee(Kind, n.AgencyId, n.Name)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<Addressee>> SearchAsync(string text, CancellationToken ct)
    {
        var folded = AgencySpelling.FoldOf(text);
        return folded.Length == 0 ? [] : await Names()
            .Where(n => db.Spellings.Any(s => s.AgencyId == n.AgencyId && s.Folded.Contains(folded)))
            .OrderBy(n => n.Name).ThenBy(n => n.AgencyId).Take(Most)
            .Select(n => new Addressee(AddresseeKind.LawEnforcementAgency, n.AgencyId, n.Name)).ToListAsync(ct);
    }

    private IQueryable<LawEnforcementAgencyName> Names() => db.LawEnforcementAgencyNames.AsNoTracking().Present()
        .Where(n => db.LawEnforcementAgencies.Any(a => a.Id == n.AgencyId && a.MergedIntoId == null));
}

/// <summary>Officers as addressees of notices (12.11), by officer number or the beginning of a surname.</summary>
internal sealed class OfficerAddressees(CertificationDb db) : IAddressees
{
    private const int Most = 50;

    public AddresseeKind Kind => AddresseeKind.Officer;

    public async Task<Addressee?> FindAsync(Guid id, CancellationToken ct) =>
        (await NamedAsync(db.Names.AsNoTracking().Present().Where(n => n.PersonId == id), ct)).SingleOrDefault();

    public Task<IReadOnlyList<Addressee>> SearchAsync(string text, CancellationToken ct)
    {
        var merged = db.Merges.Present();
        var names = db.Names.AsNoTracking().Present().Where(n => !merged.Any(m => m.PersonId == n.PersonId));
        if (char.IsAsciiDigit(text[0]))
        {
            var numbered = db.People.Where(p => p.OfficerNumber == text).Select(p => p.Id);
            var persons = numbered.Concat(merged.Where(m => numbered.Contains(m.PersonId)).Select(m => m.IntoPersonId));
            return NamedAsync(names.Where(n => persons.Contains(n.PersonId)), ct);
        }

        var from = PersonName.KeyPartOf(text);
        var to = from + "\uffff";
        return from.Length == 0
            ? Task.FromResult<IReadOnlyList<Addressee>>([])
            : NamedAsync(names.Where(n => n.SortKey.CompareTo(from) >= 0 && n.SortKey.CompareTo(to) < 0), ct);
    }

    private async Task<IReadOnlyList<Addressee>> NamedAsync(IQueryable<PersonName> names, CancellationToken ct)
    {
        var found = await (
            from name in names.OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Take(Most)
            join person in db.People on name.PersonId equals person.Id
            orderby name.SortKey, name.PersonId
            select new { person.Id, name.FirstName, name.Surname, name.Suffix, person.OfficerNumber }).ToListAsync(ct);
        return
        [
            .. found.Select(f => new Addressee(
                Kind, f.Id, $"{f.FirstName} {f.Surname}{(f.Suffix is null ? "" : " " + f.Suffix)} ({f.OfficerNumber})")),
        ];
    }
}
