namespace Post.Commission.Domain;

/// <summary>A question about how a text is read or applied, on which the Commission may decide (8.06(6)).</summary>
internal sealed class Guideline
{
    public required string Code { get; init; }
    public required string Decides { get; init; }
    public required string Clause { get; init; }

    /// <summary>What it rests on: <c>8.06(6)</c>, or <c>Procedure</c> where that clause does not reach.</summary>
    public required string Basis { get; init; }

    public bool GoesByProcedure => Basis == "Procedure";
}

/// <summary>One answer to it, from a day on; never edited in place.</summary>
internal sealed class GuidelineVersion
{
    public required Guid Id { get; init; }
    public required string GuidelineCode { get; init; }
    public required int Version { get; init; }
    public required Guid EditionId { get; init; }
    public required GuidelineAuthority Authority { get; init; }
    public required GuidelineStatus Status { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required string Parameters { get; init; }
    public required string HealthAndSafetyMemo { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The answer in words; the first versions came with their parameters alone.</summary>
    public string? Text { get; init; }

    public Guid? VoteId { get; init; }
    public Guid? DesignationId { get; init; }
    public Guid? ProposalId { get; init; }
    public string? LegalSignOff { get; init; }
    public string? PublicInput { get; init; }
    public string? AdoptedByName { get; init; }

    /// <summary>The version that counts on a day: a vote outranks the Executive Director (8.06(6)(a)), then the latest.</summary>
    /// <param name="versions">All versions of one guideline.</param>
    /// <param name="on">The day asked about.</param>
    /// <param name="stands">Whether a version still counts: not retired, and the vote it rests on not taken back.</param>
    public static GuidelineVersion? InForce(
        IEnumerable<GuidelineVersion> versions, DateOnly on, Func<GuidelineVersion, bool> stands) => versions
        .Where(v => v.Status is GuidelineStatus.Active && v.EffectiveFrom <= on && stands(v))
        .OrderByDescending(v => v.Authority is GuidelineAuthority.Vote)
        .ThenByDescending(v => v.EffectiveFrom)
        .ThenByDescending(v => v.Version)
        .FirstOrDefault();
}

/// <summary>Who adopted a guideline version.</summary>
internal enum GuidelineAuthority
{
    Vote,
    ExecutiveDirector,
    Procedure,
}

/// <summary>Where a guideline version stands.</summary>
internal enum GuidelineStatus
{
    Draft,
    Active,
    Withdrawn,
}
