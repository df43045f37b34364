using Post.Certification.Domain;

namespace Post.Certification.Directory;

/// <summary>
/// The three dates of 8.06(3)(a)3, of certifications as an officer: first received, last received, ceased. A vacated one
/// counts for the time it held (T-20); one of a school resource officer is another kind.
/// </summary>
internal sealed record CertifiedDays(DateOnly? First, DateOnly? Last, DateOnly? Ceased, bool Revoked)
{
    public static CertifiedDays Of(IEnumerable<Certificate> certificates)
    {
        var officers = certificates.Where(c => c.TypeCode != CertificateCodes.Sro).ToList();
        if (officers.Count == 0) return new CertifiedDays(null, null, null, false);
        if (officers.Count > 1) officers = [.. officers.AsGranted()];

        var last = officers[^1];
        return new CertifiedDays(
            officers[0].GrantedOn, last.GrantedOn, CeasedOn(last), officers.Exists(c => c.StatusCode is CertificateCodes.Revoked));
    }

    // Past its day and not said to have ended is no end: a renewal asked for in time continues it (7.03).
    private static DateOnly? CeasedOn(Certificate last) =>
        !CertificateCodes.Ended.Contains(last.StatusCode) ? null
        : last.StatusOn ?? (last.StatusCode is CertificateCodes.Expired ? last.ExpiresOn : null);
}
