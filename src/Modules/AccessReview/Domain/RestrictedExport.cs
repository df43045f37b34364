namespace Post.AccessReview.Domain;

/// <summary>A file of restricted data: asked for by one person, decided by another, taken once by the first; kept (8.07(5)(b)).</summary>
internal sealed class RestrictedExport
{
    public const int ExportMaxLength = 60;

    /// <summary>Longer than any question a page can ask; it stands in the address of a form.</summary>
    public const int QuestionMaxLength = 2000;

    public required Guid Id { get; init; }
    public required string Export { get; init; }
    public required string Question { get; init; }
    public required string QuestionWords { get; init; }

    /// <summary>Persons whom the question itself names.</summary>
    public required Guid[] SubjectIds { get; init; }
    public required int Rows { get; init; }
    public required int Persons { get; init; }
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public required string Purpose { get; init; }
    public string? Matter { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public bool? Approved { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public string? DecidedByName { get; private set; }
    public string? DecisionWords { get; private set; }

    /// <summary>From when an approval holds no more.</summary>
    public DateTimeOffset? EndsAt { get; private set; }
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>The event of the taking, which has the digest of the file.</summary>
    public Guid? TakenEvent { get; private set; }

    public ExportState StateAt(DateTimeOffset now) => this switch
    {
        { Approved: null } => ExportState.Waiting,
        { Approved: false } => ExportState.Refused,
        { TakenAt: not null } => ExportState.Taken,
        _ => now < EndsAt ? ExportState.Approved : ExportState.RanOut,
    };

    public void Decide(ReviewerName by, bool approve, string words, DateTimeOffset at, TimeSpan holds)
    {
        if (DecidedAt is not null) throw new InvalidOperationException("It is decided already.");
        (Approved, DecidedAt, DecidedBy, DecidedByName, DecisionWords) = (approve, at, by.Account, by.Name, words);
        if (approve) EndsAt = at + holds;
    }

    public void Take(Guid eventId, DateTimeOffset at)
    {
        if (StateAt(at) is not ExportState.Approved) throw new InvalidOperationException("It cannot be taken now.");
        (TakenAt, TakenEvent) = (at, eventId);
    }
}

/// <summary>How far a file that was asked for has come; it follows from the row and the time.</summary>
public enum ExportState
{
    Waiting,
    Refused,
    Approved,
    RanOut,
    Taken,
}
