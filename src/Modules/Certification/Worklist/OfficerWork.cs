using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Certification.Persons;

namespace Post.Certification.Worklist;

/// <summary>What is due of officers who serve at the agency, or was missed: certificates, conditions, training, leaves, addresses.</summary>
internal sealed class OfficerWork(CertificationDb db, OwnDue due) : IAgencyWork
{
    private const string Name = "officers";

    public string Part => Name;
    public string Title => "Officers";

    /// <summary>Of how many officers something is due or was missed that has a day.</summary>
    public static int Concerned(IReadOnlyList<OpenWork> open) => open.Where(w => w.Part == Name).SelectMany(w => w.Item.Subjects).Distinct().Count();

    public async Task<IReadOnlyList<AgencyWorkItem>> OfAsync(AgencyWorkReader reader, CancellationToken ct)
    {
        var serving = await db.PersonsOf(db.Employments.AsNoTracking().Of(reader.AgencyId).HoldingOn(reader.Today)).ToListAsync(ct);
        var numbers = (await db.MembersAsync(serving, ct)).ToDictionary(m => m.Key, m => m.Value.MemberIds);
        var dues = await due.OfAsync(reader.AgencyId, numbers, reader.Today, ct);
        List<Guid> concerned = [.. dues.Select(d => d.Key)];
        var names = await (
            from name in db.Names.AsNoTracking().Present()
            where concerned.Contains(name.PersonId)
            join person in db.People on name.PersonId equals person.Id
            select new { name.PersonId, person.OfficerNumber, Name = name.Surname + ", " + name.FirstName + (name.Suffix == null ? "" : " " + name.Suffix) })
            .ToDictionaryAsync(n => n.PersonId, ct);
        return
        [
            .. dues.SelectMany(d => d.Where(item => item.On is not null).Select((item, i) => new AgencyWorkItem(
                $"officer:{d.Key}:{item.On:yyyyMMdd}:{i}", item.Words, $"{PortalPages.Roster}/{d.Key}", item.On, item.Past ? item.On : null)
            {
                About = $"{names[d.Key].Name}, {names[d.Key].OfficerNumber}",
                Subjects = [d.Key],
            })),
            .. WithoutADay(dues),
        ];
    }

    // What has no day and is asked of many alike is one thing to do; whom it concerns, the roster says.
    private static IEnumerable<AgencyWorkItem> WithoutADay(ILookup<Guid, DueItem> dues) => dues
        .SelectMany(d => d.Where(item => item.On is null).Select(item => (item.Words, Person: d.Key))).GroupBy(d => d.Words, d => d.Person)
        .Select(g => new AgencyWorkItem($"officers:{g.Key}", g.Key, PortalPages.Roster, null, null)
        {
            About = g.Count() == 1 ? "1 officer" : string.Create(CultureInfo.GetCultureInfo("en-US"), $"{g.Count():N0} officers"),
        });
}
