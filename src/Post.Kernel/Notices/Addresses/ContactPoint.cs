namespace Post.Kernel.Notices.Addresses;

/// <summary>How a notice reaches somebody.</summary>
public enum ContactKind
{
    Email,
    Postal,
}

/// <summary>Who gave an address to the Commission for notices; 12.11 counts all but the last.</summary>
public enum AddressOrigin
{
    Addressee,
    OnBehalfOfAddressee,
    OfficerConcerned,

    /// <summary>Found or guessed by staff, furnished by nobody.</summary>
    Found,
}

/// <summary>Bounced and retired addresses are kept, and no notice goes to them.</summary>
public enum ContactState
{
    Active,
    Bounced,
    Retired,
}

/// <summary>An address with who furnished it, when and for what (12.11).</summary>
public sealed record ContactPoint(
    Guid Id,
    AddresseeKind OwnerKind,
    Guid OwnerId,
    ContactKind Kind,
    string Value,
    IReadOnlyList<string> Purposes,
    AddressOrigin Origin,
    string FurnishedBy,
    DateOnly FurnishedOn,
    ContactState State,
    string RecordedBy,
    DateTimeOffset RecordedAt,
    DateTimeOffset? EndedAt,
    string? EndedWhy)
{
    /// <summary>When somebody made sure that it reaches the addressee; a notice to one that nobody verified is sufficient all the same (12.11).</summary>
    public DateOnly? VerifiedOn { get; init; }

    public string? VerifiedBy { get; init; }
    public string? VerifiedHow { get; init; }

    public const int ValueMaxLength = 500;
    public const int NameMaxLength = 200;

    /// <summary>The address that this one follows, once it is verified: given by the same side, for the same purpose, by the same way.</summary>
    public bool Follows(ContactPoint earlier) =>
        earlier.Id != Id && earlier.State is ContactState.Active && earlier.Kind == Kind && earlier.Origin == Origin
        && earlier.RecordedAt <= RecordedAt && earlier.Purposes.Intersect(Purposes).Any();

    /// <summary>Furnished to the Commission by or for the addressee or the officer concerned, and for that purpose (12.11).</summary>
    public bool IsFurnishedFor(string purpose) => Origin is not AddressOrigin.Found && Purposes.Contains(purpose);
}

/// <summary>For what an address was furnished.</summary>
public static class ContactPurposes
{
    public const string CommissionCorrespondence = "CommissionCorrespondence";
    public const string Billing = "Billing";

    /// <summary>The purposes with the words that staff read.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [CommissionCorrespondence] = "Notices and correspondence of the Commission",
        [Billing] = "Billing",
    };
}
