using System.Text.Json;
using Npgsql;

namespace Post.Audit.Tests;

/// <summary>A row of the log as it stands there, and the leaf that its own columns give.</summary>
internal sealed record StoredEvent(AuditEvent Event, DateTime AtDatabase, byte[] Salt, byte[] RawBody, byte[] LeafHash)
{
    public JsonDocument Body => JsonDocument.Parse(RawBody);

    public byte[] Rebuilt() => CanonicalEncoder.LeafHash(CanonicalEncoder.Header(Event), CanonicalEncoder.PayloadDigest(Salt, RawBody));
}

/// <summary>Reads the log as an auditor would: from the columns alone.</summary>
internal static class StoredEvents
{
    private const string Sql = """
        select e.schema_ver, e.id, e.producer, e.epoch, e.pseq, e.mono_us, e.clock_state, e.at_app, e.actor_id, e.actor_kind, e.roles,
          e.on_behalf_of, e.org, e.authn, e.session_id, e.circuit_id, e.ip_prefix, e.client, e.purpose, e.matter, e.break_glass,
          e.policy_ver, e.action, e.data_class, e.subject_ids, e.field_groups, e.row_count, e.artefact_sha256, e.outcome, e.deny_rule,
          e.duration_us, e.trace_id, e.parent_id, e.view_id, e.intent_id, e.at_db, p.salt, p.body, e.leaf_hash
        from audit.event e join audit.payload p on p.event_id = e.id and p.at_db = e.at_db
        where e.id = any ($1) order by e.pseq
        """;

    public static async Task<IReadOnlyList<StoredEvent>> ReadAsync(string connection, params Guid[] ids)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<StoredEvent>();
        while (await reader.ReadAsync()) rows.Add(Row(new Columns(reader)));
        return rows;
    }

    private static StoredEvent Row(Columns c) => new(
        new AuditEvent
        {
            SchemaVersion = c.Get<short>("schema_ver"),
            Id = c.Get<Guid>("id"),
            Stamp = new ProducerStamp(c.Get<string>("producer"), c.At("epoch"), c.Get<long>("pseq"), c.Get<long>("mono_us"))
            {
                ClockState = c.Get<string>("clock_state"),
            },
            At = c.At("at_app"),
            Actor = Actor(c),
            Reason = new AuditReason(
                c.Text("purpose"), c.Text("matter"), null, c.Get<bool>("break_glass"), c.Get<int>("policy_ver")),
            Action = c.Get<string>("action"),
            DataClass = Enum.Parse<DataClass>(c.Get<string>("data_class")),
            SubjectIds = c.Get<Guid[]>("subject_ids"),
            FieldGroups = c.Get<string[]>("field_groups"),
            RowCount = c.Maybe<int>("row_count"),
            ArtefactSha256 = c.Bytes("artefact_sha256"),
            Outcome = Enum.Parse<AuditOutcome>(c.Get<string>("outcome")),
            DenyRule = c.Text("deny_rule"),
            Duration = TimeSpan.FromMicroseconds(c.Get<long>("duration_us")),
            TraceId = c.Text("trace_id"),
            ParentId = c.Maybe<Guid>("parent_id"),
            ViewId = c.Maybe<Guid>("view_id"),
            IntentId = c.Maybe<Guid>("intent_id"),
        },
        c.Get<DateTime>("at_db"), c.Get<byte[]>("salt"), c.Get<byte[]>("body"), c.Get<byte[]>("leaf_hash"));

    private static AuditActor Actor(Columns c) => new(
        c.Maybe<Guid>("actor_id"), Enum.Parse<ActorKind>(c.Get<string>("actor_kind")), "", c.Get<string[]>("roles"))
    {
        OnBehalfOf = c.Maybe<Guid>("on_behalf_of"),
        Organisation = c.Text("org"),
        Authentication = c.Text("authn"),
        SessionId = c.Maybe<Guid>("session_id"),
        CircuitId = c.Text("circuit_id"),
        IpPrefix = c.Text("ip_prefix"),
        Client = c.Text("client"),
    };

    private sealed class Columns(NpgsqlDataReader reader)
    {
        public T Get<T>(string name) => reader.GetFieldValue<T>(reader.GetOrdinal(name));

        public string? Text(string name) => IsNull(name) ? null : Get<string>(name);

        public byte[]? Bytes(string name) => IsNull(name) ? null : Get<byte[]>(name);

        public T? Maybe<T>(string name) where T : struct => IsNull(name) ? null : Get<T>(name);

        public DateTimeOffset At(string name) => new(Get<DateTime>(name), TimeSpan.Zero);

        private bool IsNull(string name) => reader.IsDBNull(reader.GetOrdinal(name));
    }
}
