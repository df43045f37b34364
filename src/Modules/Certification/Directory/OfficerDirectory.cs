using Microsoft.EntityFrameworkCore;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Directory;

/// <summary>Answers other modules about officers, in a fixed number of statements for any number of persons.</summary>
internal sealed class OfficerDirectory(CertificationDb db) : IOfficerDirectory
{
    public async Task<IReadOnlyDictionary<string, Guid>> FindAsync(
        IReadOnlyCollection<string> officerNumbers, CancellationToken ct) =>
        await db.People.AsNoTracking()
            .Where(p => officerNumbers.Contains(p.OfficerNumber))
            .ToDictionaryAsync(p => p.OfficerNumber, p => p.Id, ct);

    public async Task<IReadOnlyList<Guid>> ListAsync(Guid? after, int limit, CancellationToken ct) =>
        await db.People.AsNoTracking()
            .Where(p => after == null || p.Id > after)
            .OrderBy(p => p.Id)
            .Take(limit)
            .Select(p => p.Id)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<OfficerFacts>> FactsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var people = await db.People.AsNoTracking().Where(p => personIds.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
        var names = (await db.Names.AsNoTracking()
            .Where(n => personIds.Contains(n.PersonId) && n.SupersededAt == null)
            .ToListAsync(ct)).ToLookup(n => n.PersonId);
        var statuses = await StatusesAsync(personIds, ct);
        var employments = (await db.Employments.AsNoTracking()
            .Where(e => personIds.Contains(e.PersonId) && e.SupersededAt == null)
            .ToListAsync(ct)).ToLookup(e => e.PersonId);
        var certificates = (await db.Certificates.AsNoTracking()
            .Where(c => personIds.Contains(c.PersonId) && c.SupersededAt == null)
            .ToListAsync(ct)).ToLookup(c => c.PersonId);
        var sources = await SourcesAsync(personIds, ct);
        return
        [
            .. from person in people
               where sources.ContainsKey(person.Id)
               select Facts(
                   person,
                   [.. names[person.Id]],
                   statuses.GetValueOrDefault(person.Id),
                   [.. employments[person.Id]],
                   CertifiedDays.Of(certificates[person.Id]),
                   sources[person.Id]),
        ];
    }

    private static OfficerFacts Facts(
        Person person, List<PersonName> names, ReportedStatus? status, List<Employment> employments, CertifiedDays certified,
        SourceFacts source)
    {
        var service = ServiceHistory.Of(employments);
        return new OfficerFacts(
            person.Id,
            person.OfficerNumber,
            NameOf(names.Single(n => n.ValidTo is null)),
            [.. names.Where(n => n.ValidTo is not null).OrderByDescending(n => n.ValidTo).Select(NameOf).Distinct()],
            status,
            service.FirstOrDefault(s => s.Current)?.AgencyId,
            ServingFrom: employments.Min(e => e.StartsOn),
            ServedUntil: ServiceHistory.LastDayOf(employments),
            certified.First,
            certified.Last,
            Decertified: status?.Code is CertificationStatusCode.Decertified || certified.Revoked,
            source)
        {
            Service = service,
            CeasedOn = certified.Ceased,
        };
    }

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
    private async Task<Dictionary<Guid, SourceFacts>> SourcesAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var reports = await (
            from report in db.Reports.AsNoTracking()
            where personIds.Contains(report.PersonId)
            join source in db.Sources on report.SourceId equals source.Id
            select new
            {
                report.PersonId,
                Facts = new SourceFacts(source.Id, source.Description, report.IsCommissionList, report.AsOf),
            }).ToListAsync(ct);
        return reports.GroupBy(r => r.PersonId).ToDictionary(
            g => g.Key,
            g => g.Select(r => r.Facts).OrderByDescending(f => f.IsCommissionList).ThenByDescending(f => f.AsOf).First());
    }
}
