using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Members;

/// <summary>Names of the officers of an agency in the order of a roster, found by name or number and paged by key.</summary>
internal static class RosterNames
{
    /// <summary>Of whoever serves there on the day.</summary>
    public static IQueryable<PersonName> ServingNames(this CertificationDb db, Guid agency, DateOnly day)
    {
        var serving = db.PersonsOf(db.Employments.AsNoTracking().Of(agency).HoldingOn(day));
        return db.Names.AsNoTracking().Present().Where(n => serving.Contains(n.PersonId));
    }

    /// <summary>Of whoever left since, and does not serve there on the day.</summary>
    public static IQueryable<PersonName> FormerNames(this CertificationDb db, Guid agency, DateOnly day, DateOnly since)
    {
        var service = db.Employments.AsNoTracking().Of(agency);
        var serving = db.PersonsOf(service.HoldingOn(day));
        var left = db.PersonsOf(service.Where(e => (e.EndsOn ?? e.GoneBy) >= since && (e.EndsOn ?? e.GoneBy) <= day));
        return db.Names.AsNoTracking().Present().Where(n => left.Contains(n.PersonId) && !serving.Contains(n.PersonId));
    }

    /// <summary>Those with the words in the name, or whose number, under whichever they are known, begins so.</summary>
    public static IQueryable<PersonName> Matching(this CertificationDb db, IQueryable<PersonName> names, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return names;
        var typed = text.Trim();
        if (char.IsAsciiDigit(typed[0]))
        {
            return names.Where(n => db.People.Any(p => p.OfficerNumber.StartsWith(typed)
                && (p.Id == n.PersonId || db.Merges.Present().Any(m => m.PersonId == p.Id && m.IntoPersonId == n.PersonId))));
        }

        foreach (var word in FoldedWords.Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries)) names = names.Where(n => n.SortKey.Contains(word));
        return names;
    }

    /// <summary>The page after a person, with one row more where another page follows.</summary>
    public static async Task<List<PersonName>> PageAsync(this IQueryable<PersonName> names, Guid? after, int limit, CancellationToken ct)
    {
        // The cursor is the person, not the name: a name would stand in the address of the next page.
        if (after is { } last && await names.Where(n => n.PersonId == last).Select(n => n.SortKey).SingleOrDefaultAsync(ct) is { } key)
        {
            names = names.Where(n => EF.Functions.GreaterThan(ValueTuple.Create(n.SortKey, n.PersonId), ValueTuple.Create(key, last)));
        }

        return await names.OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Take(limit + 1).ToListAsync(ct);
    }
}
