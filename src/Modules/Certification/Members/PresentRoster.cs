using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;

namespace Post.Certification.Members;

/// <summary>The whole roster of an agency on a day in five statements, in the order in which it is read.</summary>
internal sealed class PresentRoster(CertificationDb db)
{
    public const string AttestationVersion = "2026-1";

    public const string Attestation =
        "I have read this roster as it stands here. To my knowledge it names every officer who serves at the agency today and nobody else, with the right rank and first day (555 CMR 12.05(3)).";

    /// <returns>The lines, and of each person all ids under which facts about them stand.</returns>
    public async Task<(IReadOnlyList<RosterLine> Lines, IReadOnlyList<Guid> MemberIds)> OfAsync(Guid agency, DateOnly today, CancellationToken ct)
    {
        var spells = await db.Employments.AsNoTracking().Of(agency).HoldingOn(today).ToListAsync(ct);
        var members = await db.MembersAsync([.. spells.Select(e => e.PersonId).Distinct()], ct);
        var latest = spells.GroupBy(e => members[e.PersonId].PersonId)
            .ToDictionary(g => g.Key, g => g.OrderBy(e => e.StartsOn ?? e.SeenFrom).ThenBy(e => e.Id).Last());
        List<Guid> persons = [.. latest.Keys];
        var names = await db.Names.AsNoTracking().Present().Where(n => persons.Contains(n.PersonId)).ToListAsync(ct);
        var numbers = await db.People.AsNoTracking().Where(p => persons.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        return (
            [
                .. names.OrderBy(n => n.SortKey, StringComparer.Ordinal).ThenBy(n => n.PersonId).Select(n => new RosterLine(
                    n.PersonId, numbers[n.PersonId], $"{n.Surname}, {n.FirstName}{(n.Suffix is null ? "" : " " + n.Suffix)}", latest[n.PersonId].Rank,
                    latest[n.PersonId].StartsOn ?? latest[n.PersonId].SeenFrom)),
            ],
            [.. members.Values.SelectMany(m => m.MemberIds).Distinct()]);
    }
}
