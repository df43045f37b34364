using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Persons;

namespace Post.Certification.Features.ListOfficers;

/// <summary>Gives the persons of a page their other numbers, and what is reported under those; one statement where there are none.</summary>
internal sealed class JoinedRows(CertificationDb db)
{
    public async Task<List<OfficerRow>> OfAsync(List<OfficerRow> page, List<StatusOption> words, CancellationToken ct)
    {
        var ids = page.ConvertAll(r => r.PersonId);
        var others = (await (
            from merge in db.Merges.AsNoTracking().Present()
            where ids.Contains(merge.IntoPersonId)
            join person in db.People on merge.PersonId equals person.Id
            orderby person.OfficerNumber
            select new { merge.IntoPersonId, Number = new OtherNumber(person.Id, person.OfficerNumber) }).ToListAsync(ct))
            .ToLookup(o => o.IntoPersonId, o => o.Number);
        if (others.Count == 0) return page;

        var merged = others.SelectMany(o => o).Select(o => o.PersonId).ToList();
        var statuses = (await db.Statuses.AsNoTracking().Present().Where(s => merged.Contains(s.PersonId))
            .Select(s => new { s.PersonId, Said = new Said(s.Code, s.AsOf) }).ToListAsync(ct)).ToDictionary(s => s.PersonId, s => s.Said);
        var agencies = (await (
            from employment in db.Employments.AsNoTracking().Open()
            where merged.Contains(employment.PersonId)
            join name in db.LawEnforcementAgencyNames.Present() on employment.AgencyId equals name.AgencyId
            orderby name.Name
            select new { employment.PersonId, name.Name }).ToListAsync(ct)).ToLookup(a => a.PersonId, a => a.Name);
        return page.ConvertAll(row => others[row.PersonId].ToList() is { Count: > 0 } numbers ? Join(row, numbers) : row);

        OfficerRow Join(OfficerRow row, List<OtherNumber> numbers)
        {
            var own = row is { StatusCode: { } code, StatusAsOf: { } asOf } ? new Said(code, asOf) : null;
            var shown = PresentStatus.Of(
                [.. numbers.Select(n => statuses.GetValueOrDefault(n.PersonId)).Prepend(own).OfType<Said>()], s => s.Code, s => s.AsOf).Shown;
            return row with
            {
                Others = numbers,
                StatusCode = shown?.Code,
                StatusLabel = words.Find(w => w.Code == shown?.Code)?.Label,
                StatusAsOf = shown?.AsOf,
                Agencies = [.. row.Agencies.Concat(numbers.SelectMany(n => agencies[n.PersonId])).Distinct()],
            };
        }
    }

    private sealed record Said(string Code, DateOnly AsOf);
}
