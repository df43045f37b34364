namespace Post.AccessReview.Domain;

/// <summary>A kind of authority on which words are taken out of the log, as dated data.</summary>
internal sealed class RedactionAuthority
{
    public const int CodeMaxLength = 40;
    public const int WordsMaxLength = 100;
    public const int SourceMaxLength = 300;

    public required string Code { get; init; }
    public required string Words { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>
/// Words to be taken out of the log on an authority: one person asks, another decides. The acts themselves stay, with
/// their hashes; only what was written beside them goes.
/// </summary>
internal sealed class Redaction
{
    public const int PaperMaxLength = 300;

    public required Guid Id { get; init; }
    public required string Authority { get; init; }

    /// <summary>Which paper: court, docket, day.</summary>
    public required string Paper { get; init; }
    public required string Reason { get; init; }
    public required Guid AskedBy { get; init; }
    public required string AskedByName { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public bool? Approved { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }
    public string? DecidedByName { get; set; }
    public string? DecisionWords { get; set; }
    public List<RedactionItem> Items { get; init; } = [];
}

/// <summary>One event of a redaction, with the event of the log by which it was asked for.</summary>
internal sealed class RedactionItem
{
    public required Guid RedactionId { get; init; }
    public required Guid EventId { get; init; }
    public required Guid AskedEventId { get; init; }
}
