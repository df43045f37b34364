namespace Post.PublicDatabase.Domain;

/// <summary>Which publication this is; it moves only when a published byte moves.</summary>
public sealed record PublicationState(long Version, DateOnly? DataThrough);
