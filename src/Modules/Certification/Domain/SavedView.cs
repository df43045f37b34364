namespace Post.Certification.Domain;

/// <summary>A list whose filter can be kept.</summary>
internal enum ViewList
{
    Applications,
    Conditions,
    RoundOfficers,
    Reports,
}

/// <summary>
/// A filter of a list that somebody keeps under a name. It says where to look and gives nobody the right to: the list asks that
/// itself, of each reader.
/// </summary>
internal sealed class SavedView
{
    public const int NameMaxLength = 80;

    public required Guid Id { get; init; }
    public required ViewList List { get; init; }

    /// <summary>The page with its filter, of known parts alone.</summary>
    public required string Address { get; init; }

    public required Guid OwnerId { get; init; }
    public required string OwnerName { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
    public string Name { get; private set; } = "";

    /// <summary>Shown to everybody of the division who may open the list.</summary>
    public bool Shared { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }
    public string? RemovedByName { get; private set; }

    public void Call(string name, bool shared, DateTimeOffset at) => (Name, Shared, ChangedAt) = (name, shared, at);

    public void Remove(string by, DateTimeOffset at) => (RemovedAt, RemovedByName) = (at, by);
}
