namespace Post.Audit;

/// <summary>One act: who did what to whose data, why, and how it ended. Written once, never changed (8.07(5)).</summary>
public sealed record AuditEvent
{
    /// <summary>The encoding's version; a change of fields or order takes a new number.</summary>
    public const short CurrentVersion = 1;

    public short SchemaVersion { get; init; } = CurrentVersion;
    public required Guid Id { get; init; }
    public required ProducerStamp Stamp { get; init; }

    /// <summary>UTC, from the application's clock; the database adds its own.</summary>
    public required DateTimeOffset At { get; init; }

    public required AuditActor Actor { get; init; }
    public AuditReason Reason { get; init; } = AuditReason.None;

    public required string Action { get; init; }
    public required DataClass DataClass { get; init; }
    public IReadOnlyList<Guid> SubjectIds { get; init; } = [];
    public IReadOnlyList<string> FieldGroups { get; init; } = [];
    public int? RowCount { get; init; }
    public byte[]? ArtefactSha256 { get; init; }

    public required AuditOutcome Outcome { get; init; }

    /// <summary>Code of the refusal or failure, absent when the act succeeded.</summary>
    public string? DenyRule { get; init; }

    public required TimeSpan Duration { get; init; }
    public string? TraceId { get; init; }
    public Guid? ParentId { get; init; }
    public Guid? ViewId { get; init; }
    public Guid? IntentId { get; init; }

    /// <summary>Words and values kept beside the header, so that a court-ordered expungement can remove them.</summary>
    public AuditPayload Payload { get; init; } = AuditPayload.Empty;
}

/// <summary>Who acted, with the authority held at that moment.</summary>
public sealed record AuditActor(Guid? Id, ActorKind Kind, string Label, IReadOnlyList<string> Roles)
{
    public Guid? OnBehalfOf { get; init; }
    public string? Organisation { get; init; }
    public string? Authentication { get; init; }
    public Guid? SessionId { get; init; }
    public string? CircuitId { get; init; }
    public string? IpPrefix { get; init; }
    public string? Client { get; init; }
}

/// <summary>Why: the purpose chosen, the matter it belongs to, and the policy in force.</summary>
public sealed record AuditReason(string? Purpose, string? Matter, string? Text, bool BreakGlass, int PolicyVersion)
{
    public static readonly AuditReason None = new(null, null, null, false, 1);
}

/// <summary>Where an event stands in its producer's own dense order; a hole in it is a lost or removed event.</summary>
public sealed record ProducerStamp(string Producer, DateTimeOffset Epoch, long Sequence, long MonotonicMicroseconds)
{
    public string ClockState { get; init; } = "unknown";
}

/// <summary>How an act ended.</summary>
public enum AuditOutcome
{
    Ok,
    Denied,
    Invalid,
    Refused,
    Error,
    Cancelled,
}

/// <summary>What kind of data the act touched; decides purpose rules and review.</summary>
public enum DataClass
{
    None,
    Public,
    Personal,
    Restricted,
}

/// <summary>What kind of actor: 8.07(5) covers Commissioners, staff, vendors, contractors and agents alike.</summary>
public enum ActorKind
{
    Anonymous,
    Staff,
    Commissioner,
    Contractor,
    Vendor,
    Agent,
    Agency,
    Officer,
    Job,
    Operator,
}
