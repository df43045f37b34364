namespace Post.PublicDatabase.Gate;

/// <summary>
/// What may happen to an item, weakest bar first: of all rows that match, the last in this order wins.
/// </summary>
internal enum GateResult
{
    Publish,
    PublishWithNotation,
    PublishRedacted,

    /// <summary>Withheld until a person decides.</summary>
    Hold,
    Withhold,
}

/// <summary>What the gate decided about an item, with every row and clause that matched (8.06(4)).</summary>
internal sealed record GateDecision(
    GateResult Result, IReadOnlyList<string> MatchedRows, IReadOnlyList<string> Clauses,
    IReadOnlyList<string> Notations)
{
    /// <summary>What the status reads instead, while a certification decision can still change (8.06(3)(a)2).</summary>
    public string? StatusLabel { get; init; }

    /// <summary>Why the gate could not decide; the item is withheld then.</summary>
    public string? Failure { get; init; }

    public bool IsShown => Result is GateResult.Publish or GateResult.PublishWithNotation or GateResult.PublishRedacted;

    public bool SaysTheSameAs(GateDecision other) =>
        Result == other.Result
        && Failure == other.Failure
        && MatchedRows.SequenceEqual(other.MatchedRows)
        && Clauses.SequenceEqual(other.Clauses)
        && Notations.SequenceEqual(other.Notations);
}
