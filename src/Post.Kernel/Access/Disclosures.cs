using Post.Kernel.Requests;

namespace Post.Kernel.Access;

/// <summary>Disclosures for which the text asks something first.</summary>
public enum DisclosureKind
{
    /// <summary>Privileged items: the Commissioners' vote, or notice to the holder (8.09).</summary>
    Privileged,

    /// <summary>An answer to compulsory legal process: notice to the person, or the court's order excusing it (8.10).</summary>
    LegalProcess,
}

/// <summary>Marks a request that discloses; the gate asks for what the text asks before the handler runs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DisclosesAttribute(DisclosureKind kind) : Attribute
{
    public DisclosureKind Kind { get; } = kind;
}

/// <summary>A request that names what it would disclose, and for which matter; a marked request without it stops start-up.</summary>
public interface IDisclosesItems
{
    string? Matter { get; }
    IReadOnlyCollection<Guid> ItemIds { get; }
}

/// <summary>What clears a disclosure, in words for the log: which vote, which notice and when.</summary>
public sealed record Cleared(string By);

/// <summary>
/// A module's knowledge of whether a vote or a notice is on record. Every one of the kind must clear the request; where
/// nobody can answer for a kind, everything of it is refused.
/// </summary>
public interface IDisclosurePrecondition
{
    DisclosureKind Kind { get; }

    Task<Result<Cleared>> ClearAsync(IDisclosesItems request, CancellationToken ct);
}
