namespace Post.Certification.Domain;

/// <summary>A certification or renewal with its days (8.05(1)(a)-(b)); still one while conditioned, restricted or suspended (8.03(2)).</summary>
internal sealed class Certificate
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string Number { get; init; }
    public required string TypeCode { get; init; }
    public required string StatusCode { get; init; }
    public required string StatusSource { get; init; }
    public DateOnly? StatusOn { get; init; }

    /// <summary>When it was decided, which may be later than the day from which it holds.</summary>
    public DateOnly? DecidedOn { get; init; }

    public required DateOnly GrantedOn { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public string? Conditions { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}

/// <summary>One order of certificates, whatever order rows come in: which of them is the last one decides what is shown as ceased.</summary>
internal static class CertificateOrder
{
    /// <summary>By the day of the grant; of one day and number the initial one comes before what followed it.</summary>
    public static IEnumerable<Certificate> AsGranted(this IEnumerable<Certificate> certificates) => certificates
        .OrderBy(c => c.GrantedOn).ThenBy(c => c.Number, StringComparer.Ordinal)
        .ThenBy(c => c.TypeCode is CertificateCodes.Initial ? 0 : 1).ThenBy(c => c.TypeCode, StringComparer.Ordinal).ThenBy(c => c.PersonId);
}

/// <summary>The codes of the certificate vocabulary that rules name.</summary>
internal static class CertificateCodes
{
    public const string Initial = "Initial";
    public const string Recertification = "Recertification";
    public const string Sro = "Sro";
    public const string Active = "Active";
    public const string Continued = "Continued";
    public const string Expired = "Expired";
    public const string NotRenewed = "NotRenewed";
    public const string Renewed = "Renewed";
    public const string Revoked = "Revoked";
    public const string Suspended = "Suspended";
    public const string Vacated = "Vacated";

    /// <summary>Under these a certification is no more; suspension and conditions end none (8.06(3)(a)3).</summary>
    public static readonly IReadOnlySet<string> Ended = new HashSet<string> { Expired, Revoked, NotRenewed, "Relinquished" };
}
