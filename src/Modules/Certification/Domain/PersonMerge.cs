namespace Post.Certification.Domain;

/// <summary>
/// Says that two officer numbers are one person. No fact moves: each stays with the number under which it was reported, so
/// taking the decision back leaves everything as if it had never been made.
/// </summary>
internal sealed class PersonMerge
{
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>The number under which the person is known from now on; it is never itself a merged one.</summary>
    public required Guid IntoPersonId { get; init; }

    public required string Reason { get; init; }

    /// <summary>The document or decision on which it rests, where there is one.</summary>
    public string? Authority { get; init; }

    public Guid? DecidedBy { get; init; }
    public required string DecidedByName { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? UndoneAt { get; private set; }
    public string? UndoneReason { get; private set; }
    public Guid? UndoneBy { get; private set; }
    public string? UndoneByName { get; private set; }

    public void Undo(string reason, Guid? by, string byName, DateTimeOffset at) =>
        (UndoneReason, UndoneBy, UndoneByName, UndoneAt) = (reason, by, byName, at);
}

/// <summary>Says that two officer numbers of one name are two persons; while it stands they cannot be merged.</summary>
internal sealed class PersonDistinction
{
    public required Guid Id { get; init; }

    /// <summary>The one whose id sorts first, so that a pair stands once.</summary>
    public required Guid PersonId { get; init; }

    public required Guid OtherPersonId { get; init; }
    public required string Reason { get; init; }
    public Guid? DecidedBy { get; init; }
    public required string DecidedByName { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawnReason { get; private set; }
    public Guid? WithdrawnBy { get; private set; }
    public string? WithdrawnByName { get; private set; }

    public void Withdraw(string reason, Guid? by, string byName, DateTimeOffset at) =>
        (WithdrawnReason, WithdrawnBy, WithdrawnByName, WithdrawnAt) = (reason, by, byName, at);
}

/// <summary>Two persons of one name whom something else in the record ties together; nothing follows from it by itself.</summary>
internal sealed class PossibleDuplicate
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid OtherPersonId { get; init; }
    public required decimal Score { get; init; }

    /// <summary>Codes of the rule's rows that hold for the pair.</summary>
    public required string[] Grounds { get; init; }

    public required DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset? GoneAt { get; init; }
}
