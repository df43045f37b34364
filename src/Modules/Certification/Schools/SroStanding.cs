using Post.Certification.Applications;
using Post.Certification.Domain;

namespace Post.Certification.Schools;

/// <summary>How a certification as a school resource officer stands.</summary>
public enum SroStandingKind
{
    /// <summary>None is on record, or it was taken back.</summary>
    None,
    InForce,

    /// <summary>Its last day has passed.</summary>
    Ended,

    /// <summary>It is suspended, or the officer's own certification is suspended or revoked and takes it along (10.09(9)-(10)).</summary>
    Suspended,
}

/// <param name="Kind">How it stands.</param>
/// <param name="Until">Its last day; null where none is on record.</param>
public sealed record SroStanding(SroStandingKind Kind, DateOnly? Until)
{
    internal static SroStanding Of(PersonRecord record, DateOnly today) => record.PresentSro switch
    {
        null => new(SroStandingKind.None, null),
        { StatusCode: CertificateCodes.Suspended } sro => new(SroStandingKind.Suspended, sro.ExpiresOn),
        var sro when record.NotActive is not null => new(SroStandingKind.Suspended, sro.ExpiresOn),
        var sro when sro.ExpiresOn < today => new(SroStandingKind.Ended, sro.ExpiresOn),
        var sro => new(SroStandingKind.InForce, sro.ExpiresOn),
    };
}
