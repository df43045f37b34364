namespace Post.AccessReview.Domain;

/// <summary>How an account is tied to somebody in the record.</summary>
public enum TieKind
{
    /// <summary>The account's own person.</summary>
    Self,

    /// <summary>A member of the family or household.</summary>
    Family,

    /// <summary>An agency for which the account's holder works or worked.</summary>
    Agency,
}

/// <summary>
/// A tie between an account and a person or an agency of the record, declared or taken from the account: a look across it
/// is refused or doubled (8.07(5)(a)). Ended, never deleted.
/// </summary>
internal sealed class Tie
{
    public const int KindMaxLength = 16;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required TieKind Kind { get; init; }

    /// <summary>The person, for <see cref="TieKind.Self"/> and <see cref="TieKind.Family"/>.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The agency, for <see cref="TieKind.Agency"/>.</summary>
    public Guid? AgencyId { get; init; }

    public required DateTimeOffset DeclaredAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
