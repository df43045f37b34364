using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Features.ListOfficers;

/// <summary>
/// Whose present names a list walks: each person once, found by what stands under any of their numbers. Persons of several
/// numbers are few: they are found beside the others, so that the walk along the index stays as plain as if there were none.
/// </summary>
internal sealed class OfficerFilter(CertificationDb db, ListOfficersQuery query)
{
    /// <summary>Persons among whom the first of the names are, and one more where there is one.</summary>
    public IQueryable<Guid> FirstOf(IQueryable<PersonName> names)
    {
        var several = db.Merges.Present().Select(m => m.IntoPersonId);
        var text = OfficerText.Read(query.Text);
        return First(OfOneNumber(names.Where(n => !several.Contains(n.PersonId)), text))
            .Concat(First(OfSeveral(names.Where(n => several.Contains(n.PersonId)), text)));
    }

    private IQueryable<Guid> First(IQueryable<PersonName> names) =>
        names.OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Select(n => n.PersonId).Take(query.Limit + 1);

    private IQueryable<PersonName> OfOneNumber(IQueryable<PersonName> names, OfficerText? text)
    {
        if (text is not null) names = Matching(names, text);
        if (query.AgencyId is { } agency) names = names.Where(n => db.Employments.Open().Any(e => e.AgencyId == agency && e.PersonId == n.PersonId));
        return string.IsNullOrWhiteSpace(query.Status)
            ? names
            : names.Where(n => db.Statuses.Present().Any(s => s.Code == query.Status && s.PersonId == n.PersonId));
    }

    private IQueryable<PersonName> OfSeveral(IQueryable<PersonName> names, OfficerText? text)
    {
        var merges = db.Merges.Present();
        if (text is not null)
        {
            var found = Matching(db.Names.AsNoTracking().Present(), text);
            names = names.Where(n => merges.Any(m => m.IntoPersonId == n.PersonId
                && found.Any(f => f.PersonId == m.PersonId || f.PersonId == n.PersonId)));
        }

        if (query.AgencyId is { } agency)
        {
            var serving = db.Employments.Open().Where(e => e.AgencyId == agency);
            names = names.Where(n => merges.Any(m => m.IntoPersonId == n.PersonId
                && serving.Any(e => e.PersonId == m.PersonId || e.PersonId == n.PersonId)));
        }

        if (string.IsNullOrWhiteSpace(query.Status)) return names;
        var standing = db.Database.SqlQueryRaw<Guid>(JoinedStatusSql, query.Status);
        return names.Where(n => standing.Contains(n.PersonId));
    }

    // The rule of PresentStatus, for the few persons of several numbers: the latest that says something, if it is one.
    private const string JoinedStatusSql = """
        select w.root as "Value" from (
          select m.root, s.code,
            rank() over (partition by m.root order by s.code <> 'NotRecorded' desc, s.as_of desc) as place
          from (
            select into_person_id as root, person_id from certification.person_merge where undone_at is null
            union select into_person_id, into_person_id from certification.person_merge where undone_at is null) m
          join certification.status_report s on s.person_id = m.person_id and s.valid_to is null and s.superseded_at is null) w
        where w.place = 1 group by w.root having min(w.code) = max(w.code) and min(w.code) = {0}
        """;

    private IQueryable<PersonName> Matching(IQueryable<PersonName> names, OfficerText text)
    {
        if (text.Number is { } number)
        {
            return names.Where(n => db.People.Any(p => p.Id == n.PersonId
                && p.OfficerNumber.CompareTo(number.From) >= 0 && p.OfficerNumber.CompareTo(number.To) < 0));
        }

        var surname = text.SurnameFirst!;
        if (text.FirstNameFirst is not { } first)
        {
            return names.Where(n => n.SortKey.CompareTo(surname.From) >= 0 && n.SortKey.CompareTo(surname.To) < 0);
        }

        return names.Where(n =>
            (n.SortKey.CompareTo(surname.From) >= 0 && n.SortKey.CompareTo(surname.To) < 0)
            || (n.SortKey.CompareTo(first.From) >= 0 && n.SortKey.CompareTo(first.To) < 0));
    }
}
