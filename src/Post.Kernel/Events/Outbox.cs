using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Post.Kernel.Events;

/// <summary>Events waiting for the commit of the request that raised them.</summary>
public sealed class Outbox(TimeProvider clock)
{
    private const string InsertSql = """
        insert into kernel.outbox (id, type, body, happened_at)
        select * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::timestamptz[])
        """;

    private readonly List<(Guid Id, string Type, string Body, DateTime HappenedAt)> _pending = [];

    public int Count => _pending.Count;

    public void Add(IIntegrationEvent happened) => _pending.Add((
        Guid.CreateVersion7(clock.GetUtcNow()),
        NameOf(happened.GetType()),
        JsonSerializer.Serialize(happened, happened.GetType(), JsonSerializerOptions.Web),
        clock.GetUtcNow().UtcDateTime));

    public static string NameOf(Type type) => type.FullName!;

    internal async Task FlushAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (_pending.Count == 0) return;
        await using var command = new NpgsqlCommand(InsertSql, connection);
        Add(command, NpgsqlDbType.Uuid, _pending.Select(p => p.Id));
        Add(command, NpgsqlDbType.Text, _pending.Select(p => p.Type));
        Add(command, NpgsqlDbType.Jsonb, _pending.Select(p => p.Body));
        Add(command, NpgsqlDbType.TimestampTz, _pending.Select(p => p.HappenedAt));
        await command.ExecuteNonQueryAsync(ct);
        _pending.Clear();
    }

    private static void Add<T>(NpgsqlCommand to, NpgsqlDbType type, IEnumerable<T> values) =>
        to.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });
}

/// <summary>The delivery a request answers; its receipt is written in the request's own transaction, so it counts once.</summary>
public sealed class InboxReceipt
{
    public Guid? EventId { get; set; }
    public string? Subscription { get; set; }

    internal async Task FlushAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (EventId is not { } id || Subscription is not { } name) return;
        await using var command = new NpgsqlCommand(
            "insert into kernel.inbox (event_id, subscription, done_at) values ($1, $2, now())", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await command.ExecuteNonQueryAsync(ct);
    }
}
