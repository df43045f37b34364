using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Post.Audit;

/// <summary>Puts events into the log on a connection given by the caller: one round trip for any number of them.</summary>
public static class AuditStore
{
    private const char ListSeparator = '\u001f';

    // One statement for header and payload: both or neither, also when the caller holds no transaction.
    private const string InsertSql = """
        with fresh as (
          select clock_timestamp() as at_db, t.*
          from unnest($1::smallint[], $2::uuid[], $3::text[], $4::timestamptz[], $5::bigint[], $6::timestamptz[], $7::bigint[],
                      $8::text[], $9::uuid[], $10::text[], $11::uuid[], $12::text[], $13::text[], $14::text[], $15::uuid[],
                      $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::boolean[], $22::integer[],
                      $23::text[], $24::text[], $25::text[], $26::text[], $27::integer[], $28::bytea[], $29::text[],
                      $30::text[], $31::bigint[], $32::text[], $33::uuid[], $34::uuid[], $35::uuid[], $36::bytea[],
                      $37::bytea[], $38::bytea[], $39::bytea[])
            as t(schema_ver, id, producer, epoch, pseq, at_app, mono_us, clock_state, actor_id, actor_kind, on_behalf_of,
                 roles, org, authn, session_id, circuit_id, ip_prefix, client, purpose, matter, break_glass, policy_ver,
                 action, data_class, subject_ids, field_groups, row_count, artefact_sha256, outcome, deny_rule, duration_us,
                 trace_id, parent_id, view_id, intent_id, payload_digest, leaf_hash, salt, body)
        ), headers as (
          insert into audit.event (at_db, schema_ver, id, producer, epoch, pseq, at_app, mono_us, clock_state, actor_id,
            actor_kind, on_behalf_of, roles, org, authn, session_id, circuit_id, ip_prefix, client, purpose, matter,
            break_glass, policy_ver, action, data_class, subject_ids, field_groups, row_count, artefact_sha256, outcome,
            deny_rule, duration_us, trace_id, parent_id, view_id, intent_id, payload_digest, leaf_hash)
          select at_db, schema_ver, id, producer, epoch, pseq, at_app, mono_us, clock_state, actor_id, actor_kind,
            on_behalf_of, string_to_array(roles, E'\x1f'), org, authn, session_id, circuit_id, ip_prefix, client, purpose,
            matter, break_glass, policy_ver, action, data_class, subject_ids::uuid[], string_to_array(field_groups, E'\x1f'),
            row_count, artefact_sha256, outcome, deny_rule, duration_us, trace_id, parent_id, view_id, intent_id,
            payload_digest, leaf_hash
          from fresh
        )
        insert into audit.payload (event_id, at_db, salt, body) select id, at_db, salt, body from fresh
        """;

    public static async Task AppendAsync(
        NpgsqlConnection connection, IReadOnlyList<AuditEvent> events, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(InsertSql, connection);
        Bind(command.Parameters, events);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Puts events into the log and commits the open transaction, in one round trip. Not cancellable. The first is announced:
    /// the database looks for it before it lets a change through.
    /// </summary>
    public static async Task AppendAndCommitAsync(NpgsqlConnection connection, IReadOnlyList<AuditEvent> events)
    {
        await using var batch = new NpgsqlBatch(connection);
        var announce = new NpgsqlBatchCommand("select set_config('post.event', $1, true)");
        announce.Parameters.Add(new NpgsqlParameter<string> { TypedValue = events[0].Id.ToString() });
        batch.BatchCommands.Add(announce);
        var insert = new NpgsqlBatchCommand(InsertSql);
        Bind(insert.Parameters, events);
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static void Bind(NpgsqlParameterCollection to, IReadOnlyList<AuditEvent> events)
    {
        var sealedRows = events.Select(Sealed.From).ToArray();
        BindOrigin(to, events);
        BindActor(to, events);
        BindWhat(to, events);
        Add(to, NpgsqlDbType.Bytea, sealedRows, s => s.PayloadDigest);
        Add(to, NpgsqlDbType.Bytea, sealedRows, s => s.LeafHash);
        Add(to, NpgsqlDbType.Bytea, sealedRows, s => s.Salt);
        Add(to, NpgsqlDbType.Bytea, sealedRows, s => s.Body);
    }

    private static void BindOrigin(NpgsqlParameterCollection to, IReadOnlyList<AuditEvent> events)
    {
        Add(to, NpgsqlDbType.Smallint, events, e => e.SchemaVersion);
        Add(to, NpgsqlDbType.Uuid, events, e => e.Id);
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Stamp.Producer));
        Add(to, NpgsqlDbType.TimestampTz, events, e => e.Stamp.Epoch.UtcDateTime);
        Add(to, NpgsqlDbType.Bigint, events, e => e.Stamp.Sequence);
        Add(to, NpgsqlDbType.TimestampTz, events, e => CanonicalEncoder.Rounded(e.At).UtcDateTime);
        Add(to, NpgsqlDbType.Bigint, events, e => e.Stamp.MonotonicMicroseconds);
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Stamp.ClockState));
    }

    private static void BindActor(NpgsqlParameterCollection to, IReadOnlyList<AuditEvent> events)
    {
        Add(to, NpgsqlDbType.Uuid, events, e => e.Actor.Id);
        Add(to, NpgsqlDbType.Text, events, e => e.Actor.Kind.ToString());
        Add(to, NpgsqlDbType.Uuid, events, e => e.Actor.OnBehalfOf);
        Add(to, NpgsqlDbType.Text, events, e => Joined(e.Actor.Roles));
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Actor.Organisation));
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Actor.Authentication));
        Add(to, NpgsqlDbType.Uuid, events, e => e.Actor.SessionId);
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Actor.CircuitId));
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Actor.IpPrefix));
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Actor.Client));
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Reason.Purpose));
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Reason.Matter));
        Add(to, NpgsqlDbType.Boolean, events, e => e.Reason.BreakGlass);
        Add(to, NpgsqlDbType.Integer, events, e => e.Reason.PolicyVersion);
    }

    private static void BindWhat(NpgsqlParameterCollection to, IReadOnlyList<AuditEvent> events)
    {
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.Action));
        Add(to, NpgsqlDbType.Text, events, e => e.DataClass.ToString());
        Add(to, NpgsqlDbType.Text, events, e => "{" + string.Join(',', e.SubjectIds) + "}");
        Add(to, NpgsqlDbType.Text, events, e => Joined(e.FieldGroups));
        Add(to, NpgsqlDbType.Integer, events, e => e.RowCount);
        Add(to, NpgsqlDbType.Bytea, events, e => e.ArtefactSha256);
        Add(to, NpgsqlDbType.Text, events, e => e.Outcome.ToString());
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.DenyRule));
        Add(to, NpgsqlDbType.Bigint, events, e => CanonicalEncoder.Microseconds(e.Duration));
        Add(to, NpgsqlDbType.Text, events, e => Stored(e.TraceId));
        Add(to, NpgsqlDbType.Uuid, events, e => e.ParentId);
        Add(to, NpgsqlDbType.Uuid, events, e => e.ViewId);
        Add(to, NpgsqlDbType.Uuid, events, e => e.IntentId);
    }

    private static void Add<TRow, TValue>(
        NpgsqlParameterCollection to, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> column)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = column(rows[i]);
        to.Add(new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    // What is stored must be what was hashed: the same cleaning on both ways.
    private static string? Stored(string? text) => text is null ? null : AuditPayload.Clean(text);

    private static string Joined(IReadOnlyList<string> values) => string.Join(ListSeparator, values.Select(AuditPayload.Clean));

    private sealed record Sealed(byte[] PayloadDigest, byte[] LeafHash, byte[] Salt, byte[] Body)
    {
        public static Sealed From(AuditEvent e)
        {
            var salt = RandomNumberGenerator.GetBytes(CanonicalEncoder.SaltLength);
            var body = AuditPayload.Encode(e);
            var digest = CanonicalEncoder.PayloadDigest(salt, body);
            return new Sealed(digest, CanonicalEncoder.LeafHash(CanonicalEncoder.Header(e), digest), salt, body);
        }
    }
}
