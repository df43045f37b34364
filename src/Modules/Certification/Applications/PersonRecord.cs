using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;

namespace Post.Certification.Applications;

/// <summary>What a decision about a person must know of them: statuses and certificates under every number, as known now.</summary>
internal sealed record PersonRecord(
    Guid PersonId, IReadOnlyList<Guid> MemberIds, IReadOnlyList<StatusReport> Statuses, IReadOnlyList<Certificate> Certificates)
{
    /// <summary>Certificates as an officer, the earliest first; one of a school resource officer is another kind.</summary>
    public IReadOnlyList<Certificate> AsOfficer =>
        [.. Certificates.Where(c => c.TypeCode != CertificateCodes.Sro).AsGranted()];

    /// <summary>The latest one, whether it is still in force or not.</summary>
    public Certificate? LastAsOfficer => AsOfficer is [.., var last] ? last : null;

    public Certificate? Initial => AsOfficer.FirstOrDefault(c => c.TypeCode is CertificateCodes.Initial);

    /// <summary>The certification that exists now: suspension, conditions and continuation end none (8.03(2)).</summary>
    public Certificate? Present => AsOfficer.LastOrDefault(IsInForce);

    public Certificate? PresentSro => Certificates.Where(c => c.TypeCode is CertificateCodes.Sro && IsInForce(c)).AsGranted().LastOrDefault();

    /// <summary>A present status under which nothing is granted.</summary>
    public StatusReport? Barring =>
        Statuses.FirstOrDefault(s => s.ValidTo is null && CertificationStatusCode.Barring.Contains(s.Code));

    public StatusReport? PresentStatus => Own.FirstOrDefault(s => s.ValidTo is null);

    public string? PresentStatusCode => PresentStatus?.Code;

    /// <summary>In whose words the certification as an officer is suspended or revoked now, by its status or by its certificate.</summary>
    public string? NotActive => Barring?.SourceText ?? (Present is { StatusCode: CertificateCodes.Suspended } own ? own.StatusSource : null);

    /// <summary>Statuses under the number that the person is known by.</summary>
    public IEnumerable<StatusReport> Own => Statuses.Where(s => s.PersonId == PersonId);

    private static bool IsInForce(Certificate certificate) =>
        !CertificateCodes.Ended.Contains(certificate.StatusCode)
        && certificate.StatusCode is not (CertificateCodes.Renewed or CertificateCodes.Vacated);
}

/// <summary>Reads what a decision must know of a person, and holds it for a change.</summary>
internal sealed class RecordReader(CertificationDb db)
{
    /// <summary>Waits until no other decision about the person is being made; ends with the transaction.</summary>
    public Task HoldAsync(Guid person, CancellationToken ct)
    {
        var key = $"certification.person:{person}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }

    public async Task<PersonRecord> OfAsync(Guid person, CancellationToken ct) => (await OfAsync([person], ct))[person];

    /// <summary>Records of many, in three statements.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonRecord>> OfAsync(IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        var members = await db.MembersAsync(persons, ct);
        Guid[] numbers = [.. members.Values.SelectMany(m => m.MemberIds).Distinct()];
        var statuses = (await db.Statuses.AsNoTracking().Where(s => numbers.Contains(s.PersonId) && s.SupersededAt == null).ToListAsync(ct))
            .ToLookup(s => s.PersonId);
        var certificates = (await db.Certificates.AsNoTracking().Where(c => numbers.Contains(c.PersonId) && c.SupersededAt == null).ToListAsync(ct))
            .ToLookup(c => c.PersonId);
        return members.ToDictionary(m => m.Key, m => new PersonRecord(
            m.Value.PersonId, m.Value.MemberIds, [.. m.Value.MemberIds.SelectMany(id => statuses[id])],
            [.. m.Value.MemberIds.SelectMany(id => certificates[id])]));
    }
}
