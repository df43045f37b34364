namespace Post.Certification.Domain;

/// <summary>What an explanation of a missed requirement offers (12.04(1)(e)).</summary>
public enum TrainingExplanationKind
{
    MitigatingFactor,
    Other,
}

/// <summary>
/// An officer's own explanation of a requirement missed, in the officer's words. It is added once and never changed; of one
/// record of training the latest stands.
/// </summary>
internal sealed class TrainingExplanation
{
    public const int TextMaxLength = 2_000;

    public required Guid Id { get; init; }

    /// <summary>In the order in which they were said.</summary>
    public long Number { get; private set; }

    /// <summary>The row that the officer had before them; a later report of its provider keeps the explanation.</summary>
    public required Guid TrainingId { get; init; }

    public required TrainingExplanationKind Kind { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
    public Guid? SaidBy { get; init; }
    public required string SaidByName { get; init; }
}
