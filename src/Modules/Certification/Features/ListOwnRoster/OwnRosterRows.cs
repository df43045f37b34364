using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;

namespace Post.Certification.Features.ListOwnRoster;

/// <summary>Gives the persons of a page what their own agency sees of them, in a fixed number of statements.</summary>
internal sealed class OwnRosterRows(CertificationDb db, OwnDue due)
{
    public async Task<IReadOnlyList<OwnOfficerRow>> OfAsync(
        Guid agency, List<PersonName> page, DateOnly today, bool former, CancellationToken ct)
    {
        var members = (await db.MembersAsync(page.ConvertAll(n => n.PersonId), ct)).ToDictionary(m => m.Key, m => m.Value.MemberIds);
        var ids = members.Values.SelectMany(m => m).ToList();
        var numbers = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        var spells = (await db.Employments.AsNoTracking().Of(agency).Where(e => ids.Contains(e.PersonId)).ToListAsync(ct)).ToLookup(e => e.PersonId);
        var statuses = former ? [] : await StatusesAsync(ids, ct);
        var labels = await db.StatusCodes.AsNoTracking().ToDictionaryAsync(c => c.Code, c => c.Label, ct);
        var dues = await due.OfAsync(agency, former ? new Dictionary<Guid, IReadOnlyList<Guid>>() : members, today, ct);
        return page.ConvertAll(name =>
        {
            var own = members[name.PersonId];
            var spell = own.SelectMany(m => spells[m]).OrderBy(e => e.StartsOn ?? e.SeenFrom).ThenBy(e => e.Id).Last();
            var status = PresentStatus.Of([.. own.Select(statuses.GetValueOrDefault).OfType<StatusReport>()], s => s.Code, s => s.AsOf).Shown;
            return new OwnOfficerRow(
                name.PersonId, numbers[name.PersonId], name.FirstName, name.Surname, name.Suffix, status?.Code,
                status is null ? null : labels.GetValueOrDefault(status.Code), spell.Rank, spell.StartsOn, spell.EndsOn ?? spell.GoneBy,
                [.. dues[name.PersonId].OrderBy(d => d.On ?? DateOnly.MaxValue)])
            {
                MemberIds = own,
            };
        });
    }

    private async Task<Dictionary<Guid, StatusReport>> StatusesAsync(List<Guid> ids, CancellationToken ct) =>
        await db.Statuses.AsNoTracking().Present().Where(s => ids.Contains(s.PersonId)).ToDictionaryAsync(s => s.PersonId, ct);
}
