using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;

namespace Post.Certification.Directory;

/// <summary>Answers other modules about officers, in a fixed number of statements for any number of persons.</summary>
internal sealed class OfficerDirectory(CertificationDb db, DecisionsUnderReview reviews) : IOfficerDirectory
{
    public async Task<IReadOnlyDictionary<string, Guid>> FindAsync(
        IReadOnlyCollection<string> officerNumbers, CancellationToken ct) =>
        await db.People.AsNoTracking()
            .Where(p => officerNumbers.Contains(p.OfficerNumber))
            .ToDictionaryAsync(p => p.OfficerNumber, p => p.Id, ct);

    public async Task<IReadOnlyList<Guid>> ListAsync(Guid? after, int limit, CancellationToken ct) =>
        await db.People.AsNoTracking()
            .Where(p => after == null || p.Id > after)
            .Where(p => !db.Merges.Present().Any(m => m.PersonId == p.Id))
            .OrderBy(p => p.Id)
            .Take(limit)
            .Select(p => p.Id)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<Guid>> SearchAsync(string words, int limit, CancellationToken ct)
    {
        var typed = words.Trim();
        if (typed.Length == 0) return [];
        var (number, from) = (typed, PersonName.KeyPartOf(typed.Split(',', ' ')[0]));
        var (numberEnd, end) = (number + "\uffff", from + "\uffff");
        return char.IsAsciiDigit(typed[0])
            ? await db.People.AsNoTracking().Where(p => p.OfficerNumber.CompareTo(number) >= 0 && p.OfficerNumber.CompareTo(numberEnd) < 0)
                .OrderBy(p => p.OfficerNumber).Take(limit).Select(p => p.Id).ToListAsync(ct)
            : await db.Names.AsNoTracking().Present().Where(n => n.SortKey.CompareTo(from) >= 0 && n.SortKey.CompareTo(end) < 0)
                .OrderBy(n => n.SortKey).ThenBy(n => n.PersonId).Take(limit).Select(n => n.PersonId).ToListAsync(ct);
    }

    public Task<IReadOnlyDictionary<Guid, OfficerMembers>> MembersAsync(
        IReadOnlyCollection<Guid> personIds, CancellationToken ct) => db.MembersAsync(personIds, ct);

    public async Task<IReadOnlyList<OfficerFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        // Asked by a merged number nothing is known: it is no person of its own any more.
        var members = (await db.MembersAsync(personIds, ct))
            .Where(m => m.Key == m.Value.PersonId).ToDictionary(m => m.Key, m => m.Value.MemberIds);
        var ids = members.Values.SelectMany(m => m).ToList();
        var people = await db.People.AsNoTracking().Where(p => personIds.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
        var names = (await db.Names.AsNoTracking()
            .Where(n => ids.Contains(n.PersonId) && n.SupersededAt == null)
            .ToListAsync(ct)).ToLookup(n => n.PersonId);
        var statuses = await StatusesAsync(ids, ct);
        var employments = (await db.Employments.AsNoTracking()
            .Where(e => ids.Contains(e.PersonId) && e.SupersededAt == null)
            .ToListAsync(ct)).ToLookup(e => e.PersonId);
        var certificates = (await db.Certificates.AsNoTracking()
            .Where(c => ids.Contains(c.PersonId) && c.SupersededAt == null)
            .ToListAsync(ct)).ToLookup(c => c.PersonId);
        var sources = await SourcesAsync(ids, ct);
        var underReview = await reviews.OfAsync(ids, ct);
        return
        [
            .. from person in people
               where members.ContainsKey(person.Id)
               let all = members[person.Id]
               let source = BestOf(all.Select(sources.GetValueOrDefault).OfType<SourceFacts>())
               where source is not null
               select Facts(
                   person,
                   [.. all.SelectMany(id => names[id])],
                   PresentStatus.Of([.. all.Select(statuses.GetValueOrDefault).OfType<ReportedStatus>()], s => s.Code, s => s.AsOf),
                   [.. all.SelectMany(id => employments[id])],
                   CertifiedDays.Of(all.SelectMany(id => certificates[id])),
                   source) with
               {
                   OtherIds = [.. all.Skip(1)],
                   Review = all.Select(underReview.GetValueOrDefault).OfType<CertificationReview>().MaxBy(r => r.Filed),
               },
        ];
    }

    private static OfficerFacts Facts(
        Person person, List<PersonName> names, PresentStatus<ReportedStatus> status, List<Employment> employments,
        CertifiedDays certified, SourceFacts source)
    {
        var service = ServiceHistory.Of(employments);
        var name = names.Single(n => n.PersonId == person.Id && n.ValidTo is null);
        return new OfficerFacts(
            person.Id,
            person.OfficerNumber,
            NameOf(name),
            [.. FormerOf(names, name)],
            status.Shown,
            service.FirstOrDefault(s => s.Current)?.AgencyId,
            ServingFrom: employments.Min(e => e.StartsOn),
            ServedUntil: ServiceHistory.LastDayOf(employments),
            certified.First,
            certified.Last,
            Decertified: IsDecertified(status) || certified.Revoked,
            source)
        {
            Service = service,
            CeasedOn = certified.Ceased,
        };
    }

    // What another number of the person is called now is to this one a name borne besides.
    private static IEnumerable<OfficerName> FormerOf(List<PersonName> names, PersonName present) => names
        .Where(n => n != present && (n.PersonId == present.PersonId || NameOf(n) != NameOf(present)))
        .OrderByDescending(n => n.ValidTo ?? DateOnly.MaxValue)
        .Select(NameOf)
        .Distinct();

    // Where numbers of one person disagree and none is shown, a decertification among them still counts for who is listed (8.06(1)).
    private static bool IsDecertified(PresentStatus<ReportedStatus> status) => status.Shown is { } shown
        ? shown.Code is CertificationStatusCode.Decertified
        : status.Contradicting.Any(s => s.Code is CertificationStatusCode.Decertified);

    private static OfficerName NameOf(PersonName name) => new(name.FirstName, name.Surname, name.Suffix);

    private async Task<Dictionary<Guid, ReportedStatus>> StatusesAsync(
        IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        await (from status in db.Statuses.AsNoTracking().Present()
               where personIds.Contains(status.PersonId)
               join code in db.StatusCodes on status.Code equals code.Code
               select new { status.PersonId, status.Code, code.PublicLabel, code.Meaning, status.AsOf, status.SourceText })
            .ToDictionaryAsync(
                s => s.PersonId,
                s => new ReportedStatus(s.Code, s.PublicLabel, s.AsOf, s.SourceText) { Meaning = s.Meaning },
                ct);

    // The Commission's own list is the better evidence, however old (G-EVIDENCE); then the latest source.
    private static SourceFacts? BestOf(IEnumerable<SourceFacts> sources) =>
        sources.OrderByDescending(f => f.IsCommissionList).ThenByDescending(f => f.AsOf)
            .ThenByDescending(f => f.SourceId).FirstOrDefault();

    // Of each number its best report only: a person of twenty years stands in many files.
    private async Task<Dictionary<Guid, SourceFacts>> SourcesAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        Guid[] asked = [.. personIds];
        var best = await db.Database.SqlQuery<BestReport>($"""
            select distinct on (r.person_id)
              r.person_id as "PersonId", r.source_id as "SourceId", r.is_commission_list as "IsCommissionList", r.as_of as "AsOf"
            from certification.person_report r where r.person_id = any ({asked})
            order by r.person_id, r.is_commission_list desc, r.as_of desc, r.source_id desc
            """).ToListAsync(ct);
        var ids = best.Select(b => b.SourceId).Distinct().ToList();
        var named = await db.Sources.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Description, ct);
        return best.ToDictionary(b => b.PersonId, b => new SourceFacts(b.SourceId, named[b.SourceId], b.IsCommissionList, b.AsOf));
    }

    private sealed record BestReport(Guid PersonId, Guid SourceId, bool IsCommissionList, DateOnly AsOf);
}
