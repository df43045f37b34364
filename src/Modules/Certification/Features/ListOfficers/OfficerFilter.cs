using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Features.ListOfficers;

/// <summary>
/// Whose present names a list walks: each person once, found by what stands under any of their numbers. Merged numbers are
/// few, so what they add is a small set beside a walk along an index, never a condition on each row of it.
/// </summary>
internal sealed class OfficerFilter(CertificationDb db)
{
    // As much as any page could show; a search that finds more numbers than this is no search for a number.
    private const int MostJoined = 200;

    public async Task<IQueryable<PersonName>> ApplyAsync(ListOfficersQuery query, CancellationToken ct)
    {
        var names = db.Names.AsNoTracking().Present().Where(n => !db.Merges.Present().Any(m => m.PersonId == n.PersonId));
        if (OfficerText.Read(query.Text) is { } text) names = await MatchingAsync(names, text, ct);
        if (query.AgencyId is { } agency)
        {
            var serving = db.Employments.Open().Where(e => e.AgencyId == agency).Select(e => e.PersonId);
            var joined = db.Merges.Present().Where(m => serving.Contains(m.PersonId)).Select(m => m.IntoPersonId);
            var either = serving.Concat(joined);
            names = names.Where(n => either.Contains(n.PersonId));
        }

        if (string.IsNullOrWhiteSpace(query.Status)) return names;
        var alone = db.Statuses.Present()
            .Where(s => s.Code == query.Status && !db.Merges.Present().Any(m => m.IntoPersonId == s.PersonId)).Select(s => s.PersonId);
        var standing = alone.Concat(db.Database.SqlQueryRaw<Guid>(JoinedStatusSql, query.Status));
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

    private async Task<IQueryable<PersonName>> MatchingAsync(IQueryable<PersonName> names, OfficerText text, CancellationToken ct)
    {
        var own = Matching(names, text);
        var merged = Matching(db.Names.AsNoTracking().Present(), text);
        var joined = await db.Merges.AsNoTracking().Present()
            .Where(m => merged.Any(n => n.PersonId == m.PersonId))
            .Select(m => m.IntoPersonId).Distinct().Take(MostJoined).ToListAsync(ct);
        return joined.Count == 0 ? own : own.Union(names.Where(n => joined.Contains(n.PersonId)));
    }

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
