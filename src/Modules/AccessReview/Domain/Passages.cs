namespace Post.AccessReview.Domain;

/// <summary>How long and with how many words, as dated data; the codes are those of <see cref="AccessRuleCodes"/>.</summary>
internal sealed class AccessRule
{
    public const int CodeMaxLength = 60;
    public const int UnitMaxLength = 20;
    public const int SourceMaxLength = 300;

    public required string Code { get; init; }
    public required int Value { get; init; }
    public required string Unit { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>The rules that the module cannot do without.</summary>
internal static class AccessRuleCodes
{
    public const string Acknowledgment = "acknowledgment";
    public const string BreakGlass = "break-glass";
    public const string BreakGlassReason = "break-glass-reason";
    public const string HeldAfterClose = "held-after-close";
    public const string RestrictedExport = "restricted-export";
    public const string RestrictedExportReason = "restricted-export-reason";
    public const string StepUp = "step-up";
    public const string TiedLook = "tied-look";
    public const string TiedLookReason = "tied-look-reason";
}

/// <summary>What makes a look across a kind of tie possible, as dated data.</summary>
internal sealed class StoredTieRule
{
    public required TieKind Kind { get; init; }
    public int? WordsInMatter { get; init; }
    public required bool ApprovalOpens { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>A look at one person outside the matter, opened by the person who looks, for minutes; reviewed afterwards (8.07(5)).</summary>
internal sealed class BrokenGlass
{
    public const int PurposeMaxLength = 40;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public required Guid SubjectId { get; init; }
    public Guid? MatterId { get; init; }
    public required string Purpose { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset BrokenAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The second proof of identity that it rested on.</summary>
    public required DateTimeOffset SteppedUpAt { get; init; }

    /// <summary>The chain of the deadline of its review.</summary>
    public required Guid DeadlineId { get; init; }
}

/// <summary>A look across a tie: asked for by one person, decided by another, and open for a while if approved.</summary>
internal sealed class TiedLook
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public required Guid SubjectId { get; init; }
    public required TieKind TieKind { get; init; }
    public required string Purpose { get; init; }
    public string? Matter { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public bool? Approved { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }
    public string? DecidedByName { get; set; }
    public string? DecisionWords { get; set; }
    public DateTimeOffset? EndsAt { get; set; }
}
