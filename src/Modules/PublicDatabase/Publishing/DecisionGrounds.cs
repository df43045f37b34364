using System.Security.Cryptography;
using System.Text.Json;
using Post.PublicDatabase.Gate;

namespace Post.PublicDatabase.Publishing;

/// <summary>What the gate said and the versions it read: equal where they say the same.</summary>
internal sealed class DecisionGrounds(GateDecision decision, Guid editionId, IReadOnlyList<Guid> guidelineVersionIds)
    : IEquatable<DecisionGrounds>
{
    // Of thousands of items one saying is compared with the same one on record.
    private DecisionGrounds? _sameAs;

    public GateDecision Decision => decision;

    public Guid EditionId => editionId;

    public IReadOnlyList<Guid> GuidelineVersionIds => guidelineVersionIds;

    public bool Equals(DecisionGrounds? other)
    {
        if (other is null) return false;
        if (ReferenceEquals(this, other) || ReferenceEquals(_sameAs, other)) return true;
        var same = (ReferenceEquals(decision, other.Decision) || decision.SaysTheSameAs(other.Decision))
            && editionId == other.EditionId
            && guidelineVersionIds.SequenceEqual(other.GuidelineVersionIds);
        if (same) _sameAs = other;
        return same;
    }

    public override bool Equals(object? obj) => Equals(obj as DecisionGrounds);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(decision.Result);
        foreach (var row in decision.MatchedRows) hash.Add(row, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>SHA-256 of all that is said, in a form in which two sayings are never the same bytes.</summary>
    public byte[] Digest() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<IEnumerable<string?>[]>(
    [
        [$"{editionId}"], guidelineVersionIds.Select(id => $"{id}"), [$"{decision.Result}", decision.Failure],
        decision.MatchedRows, decision.Clauses, decision.Notations,
    ]));
}
