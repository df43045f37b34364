namespace Post.Certification.Domain;

/// <summary>One act on many applications of a round; each decision in it is a row, an event and a notice of its own.</summary>
internal sealed class DecisionBatch
{
    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }
    public required BatchKind Kind { get; init; }

    /// <summary>The one agency whose officers were decided; none for all of the round.</summary>
    public Guid? AgencyId { get; init; }

    public required string Reasons { get; init; }
    public required BatchState State { get; set; }

    /// <summary>The event of the act, under which those of its decisions stand.</summary>
    public required Guid RootEvent { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
    public Guid? StartedBy { get; init; }
    public required string StartedByName { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What a batch does: what a person decided, or what the end of terms brings by law.</summary>
internal enum BatchKind
{
    Decide,
    EndOfTerm,
}

/// <summary>Whether a batch goes on.</summary>
internal enum BatchState
{
    Running,
    Stopped,
    Ended,
}

/// <summary>One officer of a batch.</summary>
internal sealed class DecisionBatchItem
{
    public const int NoteMaxLength = 1_000;

    public required Guid BatchId { get; init; }
    public required Guid PersonId { get; init; }
    public required int Place { get; init; }

    /// <summary>None where a term ends and nobody applied.</summary>
    public Guid? ApplicationId { get; init; }

    public Guid? AgencyId { get; init; }
    public required DecisionKind Decision { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The last day of the term that ended.</summary>
    public DateOnly? TermEndedOn { get; init; }

    public BatchItemState State { get; private set; } = BatchItemState.Waiting;

    /// <summary>Why the rules refused it, or why a person left it out.</summary>
    public string? Note { get; private set; }

    public Guid? DecisionId { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    public void Decided(Guid decision, DateTimeOffset at) => (State, DecisionId, DoneAt) = (BatchItemState.Decided, decision, at);

    public void SetAside(BatchItemState state, string note, DateTimeOffset at) =>
        (State, Note, DoneAt) = (state, note.Length <= NoteMaxLength ? note : note[..NoteMaxLength], at);
}

/// <summary>What became of an officer of a batch.</summary>
internal enum BatchItemState
{
    Waiting,
    Decided,

    /// <summary>The rules of a single decision spoke against it; a person looks at it.</summary>
    Refused,

    /// <summary>Whoever decided left it out, with a reason.</summary>
    Left,
}
