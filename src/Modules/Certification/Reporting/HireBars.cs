using Microsoft.EntityFrameworkCore;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;

namespace Post.Certification.Reporting;

/// <summary>Why somebody may not be hired.</summary>
internal sealed record Barred(string Words, string Clause);

/// <summary>
/// Says whether the record bars a hire (c. 6E, §§ 4(d), 9, 11): by present statuses under every number, and by the last certificate.
/// What bars is dated data.
/// </summary>
internal sealed class HireBars(CertificationDb db, RecordReader records)
{
    public async Task<Barred?> OfAsync(Guid person, DateOnly day, CancellationToken ct)
    {
        var bars = await db.HireBars.AsNoTracking().Where(b => b.ValidFrom <= day).OrderByDescending(b => b.ValidFrom).ToListAsync(ct);
        var record = await records.OfAsync(person, ct);
        var status = record.Statuses.Where(s => s.ValidTo is null)
            .Select(s => bars.Find(b => b.Register is HireBarRegister.Status && b.Code == s.Code)).FirstOrDefault(b => b is not null);
        var bar = status ?? bars.Find(b => b.Register is HireBarRegister.Certificate && b.Code == record.LastAsOfficer?.StatusCode);
        return bar is null ? null : new Barred(bar.Words, bar.Clause);
    }
}
