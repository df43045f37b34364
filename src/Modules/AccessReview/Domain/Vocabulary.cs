namespace Post.AccessReview.Domain;

/// <summary>What kind of act stands in the log; the rules of misuse tell them apart.</summary>
public enum ActionKind
{
    /// <summary>One record, or a few beside each other, in full.</summary>
    Open,

    /// <summary>A search or a list.</summary>
    List,
    Export,
    Change,
    Session,

    /// <summary>Nobody's data.</summary>
    System,
}

/// <summary>How far what an act showed could go.</summary>
public enum ActionReach
{
    Inside,

    /// <summary>A file was made, which can be carried on.</summary>
    File,

    /// <summary>Somebody outside the Commission was told.</summary>
    Outside,
}

/// <summary>An act of the log in words.</summary>
internal sealed class ActionWord
{
    public required string Code { get; init; }
    public required string Words { get; init; }
    public required ActionKind Kind { get; init; }
    public required ActionReach Reach { get; init; }

    /// <summary>Whether the person it was about is shown it.</summary>
    public required bool Told { get; init; }
}

/// <summary>The part of the Commission that a role works for, as somebody outside is told it.</summary>
internal sealed class Unit
{
    public required string Role { get; init; }
    public required string Words { get; init; }
}

/// <summary>A confidential purpose: looks under it are kept from their subject until the matter is released.</summary>
internal sealed class HeldPurpose
{
    public required string Purpose { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }
}

/// <summary>That looks of a matter may be shown to their subjects, on whose authority.</summary>
internal sealed class HeldRelease
{
    public required Guid Id { get; init; }
    public required string Matter { get; init; }
    public required string Authority { get; init; }
    public Guid? ReleasedBy { get; init; }
    public required string ReleasedByName { get; init; }
    public required DateTimeOffset ReleasedAt { get; init; }
}

/// <summary>That looks of a closed matter stay held up to and including a legal date, by the word of whoever closed it.</summary>
internal sealed class HeldStay
{
    public required Guid Id { get; init; }
    public required string Matter { get; init; }
    public required string Reason { get; init; }
    public required DateOnly StaysUntil { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
}

/// <summary>Why every look at a person's record is a matter for review.</summary>
public enum WatchedKind
{
    /// <summary>Planted: the person does not exist, and nobody has business with the record.</summary>
    Canary,

    /// <summary>Sensitive: each look is reviewed.</summary>
    Flagged,
}

/// <summary>A record every look at which is reviewed; ended, never deleted.</summary>
internal sealed class WatchedPerson
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required WatchedKind Kind { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required string PlacedByName { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Who answers to whom; nobody reviews the looks of the person they answer to.</summary>
internal sealed class Supervision
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid SupervisorId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
