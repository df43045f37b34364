using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;

namespace Post.Certification.Schools;

/// <param name="SeriesId">The entry, whatever was corrected of it.</param>
/// <param name="Agency">Whose officer serves there.</param>
/// <param name="School">The school.</param>
/// <param name="Place">City or town.</param>
/// <param name="SchoolBody">District or other body that runs it.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null while it goes on.</param>
/// <param name="RecordedBy">Who told of it.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Marks">What is to be looked at.</param>
public sealed record SchoolServiceRow(
    Guid SeriesId, string Agency, string School, string Place, string SchoolBody, DateOnly From, DateOnly? Until, string RecordedBy,
    DateTimeOffset RecordedAt, IReadOnlyList<SchoolMark> Marks);

/// <summary>An agreement with a school body, or a version of operating procedures.</summary>
public sealed record SchoolPaperRow(
    Guid SeriesId, SchoolPaperKind Kind, string Title, string? Parties, string SchoolBody, DateOnly From, DateOnly? Until, string KeptAt,
    string RecordedBy, DateTimeOffset RecordedAt)
{
    internal static SchoolPaperRow Of(SchoolPaper p) =>
        new(p.SeriesId, p.Kind, p.Title, p.Parties, p.SchoolBody, p.StartsOn, p.EndsOn, p.KeptAt, p.RecordedByName, p.RecordedAt);
}

/// <summary>An officer of an agency who is certified as a school resource officer or serves, or served, at schools.</summary>
public sealed record SchoolOfficer(
    Guid PersonId, string OfficerNumber, string Name, bool Serving, SroStanding Certification, SroTraining? Training, IReadOnlyList<SchoolServiceRow> Service);

/// <summary>School resource officers of an agency, and the papers that their service rests on.</summary>
internal sealed record AgencySchools(IReadOnlyList<SchoolOfficer> Officers, IReadOnlyList<SchoolPaperRow> Papers, SroTrainingYear? Year, IReadOnlyList<Guid> MemberIds);

/// <summary>Reads service at schools in a fixed number of statements.</summary>
internal sealed class SchoolRegister(CertificationDb db, PresentRoster roster, RecordReader records, SroTrainings trainings)
{
    public async Task<AgencySchools> OfAgencyAsync((Guid Id, string Name) agency, DateOnly today, CancellationToken ct)
    {
        var (lines, serving) = await roster.OfAsync(agency.Id, today, ct);
        var services = await db.SchoolServices.AsNoTracking().Where(s => s.AgencyId == agency.Id && s.SupersededAt == null).ToListAsync(ct);
        var papers = await PapersAsync([agency.Id], ct);
        var certified = await db.Certificates.AsNoTracking()
            .Where(c => serving.Contains(c.PersonId) && c.SupersededAt == null && c.TypeCode == CertificateCodes.Sro).Select(c => c.PersonId).ToListAsync(ct);
        var ids = services.Select(s => s.PersonId).Concat(certified).Distinct().ToList();
        var known = await records.OfAsync(ids, ct);
        var years = await trainings.YearsAsync(today, today, ct);
        var trained = years.Count == 0
            ? []
            : (await trainings.Of(years[0].Year, years[0].Rule, today).ToListAsync(ct)).ToDictionary(t => t.PersonId);
        var bySelf = services.ToLookup(s => known[s.PersonId].PersonId);
        var present = lines.ToDictionary(l => l.PersonId);
        var names = await NamesAsync([.. known.Values.Select(k => k.PersonId).Distinct()], ct);
        var officers = known.Values.DistinctBy(k => k.PersonId).Select(k =>
        {
            var standing = SroStanding.Of(k, today);
            return new SchoolOfficer(
                k.PersonId, names[k.PersonId].Number, names[k.PersonId].Name, present.ContainsKey(k.PersonId), standing, trained.GetValueOrDefault(k.PersonId),
                [.. bySelf[k.PersonId].OrderByDescending(s => s.StartsOn).ThenBy(s => s.School, StringComparer.Ordinal)
                    .Select(s => Row(s, agency.Name, SchoolMarks.Of(s, papers, standing, today)))]);
        }).Where(o => o.Serving || o.Service.Count > 0).OrderBy(o => o.Name, StringComparer.Ordinal).ThenBy(o => o.PersonId);
        return new AgencySchools([.. officers], [.. papers.Select(SchoolPaperRow.Of)], years.Count == 0 ? null : years[0].Year, [.. known.Values.SelectMany(k => k.MemberIds).Distinct()]);
    }

    /// <summary>Where a person served at schools, at whichever agency, the latest first.</summary>
    public async Task<IReadOnlyList<SchoolServiceRow>> OfPersonAsync(PersonRecord person, DateOnly today, CancellationToken ct)
    {
        var services = await (
            from s in db.SchoolServices.AsNoTracking()
            where person.MemberIds.Contains(s.PersonId) && s.SupersededAt == null
            join name in db.LawEnforcementAgencyNames.Present() on s.AgencyId equals name.AgencyId
            orderby s.StartsOn descending, s.School
            select new { Service = s, Agency = name.Name }).ToListAsync(ct);
        var papers = await PapersAsync([.. services.Select(s => s.Service.AgencyId).Distinct()], ct);
        var standing = SroStanding.Of(person, today);
        return
        [
            .. services.Select(s => Row(
                s.Service, s.Agency, SchoolMarks.Of(s.Service, papers.Where(p => p.AgencyId == s.Service.AgencyId), standing, today))),
        ];
    }

    private static SchoolServiceRow Row(ServiceAtSchool s, string agency, IReadOnlyList<SchoolMark> marks) =>
        new(s.SeriesId, agency, s.School, s.Place, s.SchoolBody, s.StartsOn, s.EndsOn, s.RecordedByName, s.RecordedAt, marks);

    private Task<List<SchoolPaper>> PapersAsync(IReadOnlyCollection<Guid> agencies, CancellationToken ct) => db.SchoolPapers.AsNoTracking()
        .Where(p => agencies.Contains(p.AgencyId) && p.SupersededAt == null)
        .OrderBy(p => p.SchoolBody).ThenBy(p => p.Kind).ThenByDescending(p => p.StartsOn).ThenBy(p => p.Id).ToListAsync(ct);

    private async Task<Dictionary<Guid, (string Number, string Name)>> NamesAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct) => await (
        from name in db.Names.AsNoTracking().Present()
        where persons.Contains(name.PersonId)
        join person in db.People on name.PersonId equals person.Id
        select new { person.Id, person.OfficerNumber, Name = name.Surname + ", " + name.FirstName + (name.Suffix == null ? "" : " " + name.Suffix) })
        .ToDictionaryAsync(p => p.Id, p => (p.OfficerNumber, p.Name), ct);
}
