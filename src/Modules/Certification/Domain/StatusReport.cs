namespace Post.Certification.Domain;

/// <summary>A certification status as a source gave it for a day: a file that reports it, or the decision it rests on.</summary>
internal sealed class StatusReport
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required DateOnly AsOf { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Code { get; init; }
    public required string SourceText { get; init; }

    /// <summary>Day on which the certification ends, where the list gives it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public string? CertificationText { get; init; }

    /// <summary>Additional information as sent; never leaves the module unscreened.</summary>
    public string? Remark { get; init; }

    /// <summary>The decision that gave it; null for what a file reported.</summary>
    public Guid? DecisionId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
    public required Guid SourceId { get; init; }
}

/// <summary>A word of the Commission's status vocabulary and what it means to a reader.</summary>
internal sealed class CertificationStatusCode
{
    /// <summary>Only a revocation under c. 6E, § 10 is a decertification (8.03(2)); expiry and refusal are not.</summary>
    public const string Decertified = "Decertified";

    public const string NotRecorded = "NotRecorded";
    public const string Full = "Certified";
    public const string FullWithSro = "CertifiedSro";
    public const string AdministrativelySuspended = "AdministrativelySuspended";

    /// <summary>Under these nothing is granted: only the proceeding that made them, or its end, changes them (c. 6E, §§ 4(f)(2), 9, 10).</summary>
    public static readonly IReadOnlySet<string> Barring = new HashSet<string> { Decertified, "Suspended", AdministrativelySuspended };

    public required string Code { get; init; }
    public required string Label { get; init; }
    public required string PublicLabel { get; init; }
    public required string Meaning { get; init; }

    /// <summary>A suspended or restricted certification is still one (8.03(2)); null where the word does not say.</summary>
    public bool? Certified { get; init; }

    public required int Place { get; init; }
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
}
