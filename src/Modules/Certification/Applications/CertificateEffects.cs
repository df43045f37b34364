using Post.Certification.Domain;

namespace Post.Certification.Applications;

/// <summary>Which certificates are known otherwise after a decision, and the one it made or changed last.</summary>
internal sealed record CertificateChange(IReadOnlyList<Guid> Superseded, IReadOnlyList<Certificate> Added)
{
    public static readonly CertificateChange None = new([], []);

    public Guid? Last => Added.Count > 0 ? Added[^1].Id : null;
}

/// <summary>What a decision does to the certificates of the 8.05(1)(a)-(b) record: each change is a row beside the one it supersedes.</summary>
internal sealed class CertificateEffects(
    CertificationDecision decision, PersonRecord record, string source, Func<Guid> newId)
{
    public CertificateChange Of(ApplicationKind application, string? conditions) => decision.Kind switch
    {
        DecisionKind.Grant or DecisionKind.GrantConditionally => Granted(application, conditions),
        DecisionKind.Nonrenew => Ended(CertificateCodes.NotRenewed),
        DecisionKind.Expire => Ended(CertificateCodes.Expired, application),
        DecisionKind.ContinueWhilePending => Ended(CertificateCodes.Continued),
        DecisionKind.Extend => Changed(record.Present!, record.Present!.StatusCode, record.Present.StatusOn, decision.ExpiresOn),
        _ => CertificateChange.None,
    };

    private CertificateChange Granted(ApplicationKind application, string? conditions)
    {
        var renewed = application is ApplicationKind.Sro ? record.PresentSro : record.Present;
        var change = renewed is null
            ? CertificateChange.None
            : Changed(renewed, CertificateCodes.Renewed, decision.EffectiveOn, renewed.ExpiresOn);
        var last = application is ApplicationKind.Sro ? record.PresentSro : record.LastAsOfficer;
        var granted = new Certificate
        {
            Id = newId(),
            PersonId = decision.PersonId,
            Number = last?.Number ?? decision.Reference,
            TypeCode = application switch
            {
                ApplicationKind.Initial => CertificateCodes.Initial,
                ApplicationKind.Sro => CertificateCodes.Sro,
                _ => CertificateCodes.Recertification,
            },
            StatusCode = CertificateCodes.Active,
            StatusSource = source,
            StatusOn = decision.EffectiveOn,
            DecidedOn = decision.DecidedOn,
            GrantedOn = decision.EffectiveOn,
            ExpiresOn = decision.ExpiresOn,
            Conditions = conditions,
            RecordedAt = decision.RecordedAt,
            SourceId = decision.Id,
        };
        return new CertificateChange(change.Superseded, [.. change.Added, granted]);
    }

    private CertificateChange Ended(string status, ApplicationKind? application = null) =>
        (application is ApplicationKind.Sro ? record.PresentSro : record.Present) is { } present
        ? Changed(present, status, decision.EffectiveOn, present.ExpiresOn)
        : CertificateChange.None;

    private CertificateChange Changed(Certificate old, string status, DateOnly? on, DateOnly? expires) => new([old.Id],
    [
        new Certificate
        {
            Id = newId(),
            PersonId = old.PersonId,
            Number = old.Number,
            TypeCode = old.TypeCode,
            StatusCode = status,
            StatusSource = source,
            StatusOn = on,
            DecidedOn = old.DecidedOn,
            GrantedOn = old.GrantedOn,
            ExpiresOn = expires,
            Conditions = old.Conditions,
            RecordedAt = decision.RecordedAt,
            SourceId = decision.Id,
        },
    ]);
}
