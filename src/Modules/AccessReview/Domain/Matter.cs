namespace Post.AccessReview.Domain;

/// <summary>A kind of work that has a number and parties, from the table <c>access_review.matter_kind</c>.</summary>
internal sealed class MatterKind
{
    public const int CodeMaxLength = 40;
    public const int LabelMaxLength = 100;
    public const int ClauseMaxLength = 60;

    public required string Code { get; init; }
    public required string Label { get; init; }
    public required string Clause { get; init; }
    public required int Place { get; init; }
}

/// <summary>
/// A matter: what binds a look to work (8.07(5)(a)). Number and title name no person. Closed, never deleted, never opened again.
/// </summary>
internal sealed class Matter
{
    public const int NumberMaxLength = 40;
    public const int TitleMaxLength = 200;
    public const int WordsMaxLength = 500;
    public const int NameMaxLength = 200;

    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public Guid? OpenedBy { get; init; }
    public required string OpenedByName { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? ClosedByName { get; set; }
    public string? ClosedBecause { get; set; }

    public List<MatterAssignment> Assignments { get; } = [];
    public List<MatterParty> Parties { get; } = [];
    public List<MatterNote> Notes { get; } = [];

    public bool IsOpen => ClosedAt is null;
}

/// <summary>What an account does in a matter; both parts open it to the account.</summary>
public enum MatterPart
{
    Works,
    Supervises,
}

/// <summary>That an account works on a matter, from then until then, and who put it there.</summary>
internal sealed class MatterAssignment
{
    public const int PartMaxLength = 16;

    public required Guid Id { get; init; }
    public required Guid MatterId { get; init; }
    public required Guid AccountId { get; init; }
    public required string AccountName { get; init; }
    public required MatterPart Part { get; init; }
    public required DateTimeOffset AssignedAt { get; init; }
    public Guid? AssignedBy { get; init; }
    public required string AssignedByName { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedByName { get; set; }

    /// <summary>Whether the account did not put itself there.</summary>
    public bool ByAnother => AssignedBy != AccountId;
}

/// <summary>A person or an agency that a matter is about, and why.</summary>
internal sealed class MatterParty
{
    public required Guid Id { get; init; }
    public required Guid MatterId { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? AgencyId { get; init; }
    public required string Because { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public Guid? AddedBy { get; init; }
    public required string AddedByName { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedByName { get; set; }
    public string? EndedBecause { get; set; }
}

/// <summary>A line in a matter's history that was not entered as an act on it, such as a look behind broken glass.</summary>
internal sealed class MatterNote
{
    public const int TextMaxLength = 1000;

    public required Guid Id { get; init; }
    public required Guid MatterId { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedByName { get; init; }
}
