namespace Post.AccessReview.Domain;

/// <summary>What is remembered of an account between looks: when it was last seen, from where, and when it last exported.</summary>
internal sealed class ActorTrace
{
    public required Guid ActorId { get; init; }
    public required string Name { get; set; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset? LastExportAt { get; set; }
    public required string[] Places { get; set; }
}

/// <summary>An account's day in figures: what is usual for it, and for those who hold the same roles.</summary>
internal sealed class ActorDay
{
    public required Guid ActorId { get; init; }
    public required DateOnly Day { get; init; }
    public required string[] Roles { get; set; }
    public required int Looks { get; set; }
    public required int Subjects { get; set; }
}

/// <summary>How far the log has been followed.</summary>
internal sealed class WatchCursor
{
    public required string Name { get; init; }
    public required long Tx { get; set; }
    public required Guid EventId { get; set; }
    public required DateTimeOffset MovedAt { get; set; }
}
