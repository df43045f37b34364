using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;
using Post.Kernel.Data;

namespace Post.Certification.Directory;

/// <summary>Answers other modules about officers, in a fixed number of statements for any number of persons.</summary>
internal sealed class OfficerDirectory(CertificationDb db, DbSession session, DecisionsUnderReview reviews) : IOfficerDirectory
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
        Guid[] ids = [.. members.Values.SelectMany(m => m)];
        var rows = await OfficerRows.ReadAsync(session, ids, ct);
        var underReview = await reviews.OfAsync(ids, ct);
        return
        [
            .. from person in members.Keys.Order()
               where rows.Numbers.ContainsKey(person)
               let all = members[person]
               let source = BestOf([.. all.Select(rows.Sources.GetValueOrDefault).OfType<SourceFacts>()])
               where source is not null
               select Facts(person, all, rows, source) with
               {
                   OtherIds = [.. all.Skip(1)],
                   Review = underReview.Count == 0 ? null
                       : all.Select(underReview.GetValueOrDefault).OfType<CertificationReview>().MaxBy(r => r.Filed),
               },
        ];
    }

    private static OfficerFacts Facts(Guid person, IReadOnlyList<Guid> all, OfficerRows rows, SourceFacts source)
    {
        NameRow[] names = [.. all.SelectMany(id => rows.Names[id])];
        ServiceRow[] employments = [.. all.SelectMany(id => rows.Service[id])];
        var status = PresentStatus.Of([.. all.Select(rows.Statuses.GetValueOrDefault).OfType<ReportedStatus>()], s => s.Code, s => s.AsOf);
        var certified = CertifiedDays.Of(all.SelectMany(id => rows.Certificates[id]));
        var service = ServiceHistory.Of(employments);
        var name = names.Single(n => n.PersonId == person && n.ValidTo is null);
        return new OfficerFacts(
            person,
            rows.Numbers[person],
            name.Name,
            names.Length == 1 ? [] : [.. FormerOf(names, name)],
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
    private static IEnumerable<OfficerName> FormerOf(NameRow[] names, NameRow present) => names
        .Where(n => n != present && (n.PersonId == present.PersonId || n.Name != present.Name))
        .OrderByDescending(n => n.ValidTo ?? DateOnly.MaxValue)
        .ThenBy(n => n.Name.Surname, StringComparer.Ordinal).ThenBy(n => n.Name.FirstName, StringComparer.Ordinal)
        .Select(n => n.Name)
        .Distinct();

    // Where numbers of one person disagree and none is shown, a decertification among them still counts for who is listed (8.06(1)).
    private static bool IsDecertified(PresentStatus<ReportedStatus> status) => status.Shown is { } shown
        ? shown.Code is CertificationStatusCode.Decertified
        : status.Contradicting.Any(s => s.Code is CertificationStatusCode.Decertified);

    // The Commission's own list is the better evidence, however old (G-EVIDENCE); then the latest source.
    private static SourceFacts? BestOf(IReadOnlyList<SourceFacts> sources) =>
        sources.Count == 1 ? sources[0] : sources.OrderByDescending(f => f.IsCommissionList).ThenByDescending(f => f.AsOf)
            .ThenByDescending(f => f.SourceId).FirstOrDefault();
}
