using Npgsql;
using Post.Audit;

namespace Post.AccessReview.Log;

/// <summary>A header of the log as a reviewer sees it.</summary>
public sealed record LogEvent
{
    internal const string Columns =
        "e.at_db, e.id, e.at_app, e.tx, e.actor_id, e.actor_kind, e.roles, e.org, e.authn, e.session_id, e.ip_prefix, e.client, e.purpose, "
        + "e.matter, e.break_glass, e.action, e.data_class, e.subject_ids, e.field_groups, e.row_count, e.artefact_sha256, e.outcome, "
        + "e.deny_rule, e.duration_us, e.parent_id, e.producer";

    /// <summary>By the database's clock; the log is ordered and cut into months by it.</summary>
    public required DateTimeOffset LoggedAt { get; init; }
    public required Guid Id { get; init; }

    /// <summary>By the application's clock; it stands in the hashed record.</summary>
    public required DateTimeOffset At { get; init; }
    public required ulong Transaction { get; init; }
    public Guid? ActorId { get; init; }
    public required ActorKind ActorKind { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public string? Organisation { get; init; }
    public string? Authentication { get; init; }
    public Guid? SessionId { get; init; }
    public string? IpPrefix { get; init; }
    public string? Client { get; init; }
    public string? Purpose { get; init; }
    public string? Matter { get; init; }
    public required bool BreakGlass { get; init; }
    public required string Action { get; init; }
    public required DataClass DataClass { get; init; }
    public required IReadOnlyList<Guid> SubjectIds { get; init; }
    public required IReadOnlyList<string> FieldGroups { get; init; }
    public int? RowCount { get; init; }
    public byte[]? ArtefactSha256 { get; init; }
    public required AuditOutcome Outcome { get; init; }
    public string? DenyRule { get; init; }
    public required TimeSpan Duration { get; init; }
    public Guid? ParentId { get; init; }
    public required string Producer { get; init; }

    /// <summary>A person, not a job, an outbox or the public.</summary>
    public bool IsByPerson => ActorId is not null && ActorKind is not (ActorKind.Job or ActorKind.Anonymous or ActorKind.Operator);

    public bool IsLook => DataClass is DataClass.Personal or DataClass.Restricted;

    internal static LogEvent Read(NpgsqlDataReader r) => new()
    {
        LoggedAt = r.GetFieldValue<DateTimeOffset>(0),
        Id = r.GetGuid(1),
        At = r.GetFieldValue<DateTimeOffset>(2),
        Transaction = r.GetFieldValue<ulong>(3),
        ActorId = Maybe<Guid>(r, 4),
        ActorKind = Enum.Parse<ActorKind>(r.GetString(5)),
        Roles = r.GetFieldValue<string[]>(6),
        Organisation = Text(r, 7),
        Authentication = Text(r, 8),
        SessionId = Maybe<Guid>(r, 9),
        IpPrefix = Text(r, 10),
        Client = Text(r, 11),
        Purpose = Text(r, 12),
        Matter = Text(r, 13),
        BreakGlass = r.GetBoolean(14),
        Action = r.GetString(15),
        DataClass = Enum.Parse<DataClass>(r.GetString(16)),
        SubjectIds = r.GetFieldValue<Guid[]>(17),
        FieldGroups = r.GetFieldValue<string[]>(18),
        RowCount = Maybe<int>(r, 19),
        ArtefactSha256 = r.IsDBNull(20) ? null : r.GetFieldValue<byte[]>(20),
        Outcome = Enum.Parse<AuditOutcome>(r.GetString(21)),
        DenyRule = Text(r, 22),
        Duration = TimeSpan.FromMicroseconds(r.GetInt64(23)),
        ParentId = Maybe<Guid>(r, 24),
        Producer = r.GetString(25),
    };

    private static T? Maybe<T>(NpgsqlDataReader r, int column) where T : struct => r.IsDBNull(column) ? null : r.GetFieldValue<T>(column);

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
