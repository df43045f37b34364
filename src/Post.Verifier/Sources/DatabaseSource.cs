using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Npgsql;
using Post.Verifier.Format;

namespace Post.Verifier.Sources;

/// <summary>The log in its database, read by a role that may change nothing, all of it as of one moment while the log grows on.</summary>
internal sealed class DatabaseSource : ILogSource
{
    private const int TilesAhead = 32;
    private const string LeavesSql = "select idx, event_id, at_db, tx, leaf_hash from audit.leaf order by idx";

    private readonly string _connection;
    private readonly string _snapshot;
    private readonly NpgsqlConnection _main;
    private readonly Dictionary<int, Dictionary<long, byte[]>> _tiles = [];

    private DatabaseSource(string connection, NpgsqlConnection main, string snapshot, DateTimeOffset now)
    {
        (_connection, _main, _snapshot, Now) = (connection, main, snapshot, now);
    }

    public long First => 0;

    public bool IsPart => false;

    public IReadOnlyList<byte[]> Before => [];

    public DateTimeOffset Now { get; }

    internal string Connection => _connection;

    internal string Snapshot => _snapshot;

    public static async Task<DatabaseSource> OpenAsync(string connectionString, CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString;
        var main = new NpgsqlConnection(text);
        await main.OpenAsync(ct);
        await using var begin = new NpgsqlCommand("begin isolation level repeatable read read only", main);
        await begin.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand("select pg_export_snapshot(), clock_timestamp()", main);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new DatabaseSource(text, main, reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1));
    }

    public async Task<IReadOnlyList<string>> KeyNotesAsync(CancellationToken ct) =>
        await TextsAsync("select note from audit.sealing_key order by ordinal", ct);

    public async IAsyncEnumerable<CheckpointRow> CheckpointsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await CopyFeed.InSnapshotAsync(_connection, _snapshot, ct);
        await using var command = new NpgsqlCommand("select size, root, note from audit.checkpoint order by size", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return new CheckpointRow(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2));
    }

    public async IAsyncEnumerable<LogBatch> BatchesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var leaves = CopyFeed.Open(_connection, _snapshot, LeavesSql, 5, Leaf, stop.Token);
        var events = CopyFeed.Open(_connection, _snapshot,
            $"select {CopiedHeader.Columns("e")}, e.at_db, e.tx, e.payload_digest, e.leaf_hash from audit.event e",
            HeaderField.All.Count + 4, Events(), stop.Token);
        var payloads = CopyFeed.Open(_connection, _snapshot, "select event_id, at_db, salt, body from audit.payload", 4, Payload(), stop.Token);
        try
        {
            while (true)
            {
                var batch = new LogBatch(await NextAsync(leaves, ct), await NextAsync(events, ct), await NextAsync(payloads, ct));
                if (batch.Leaves.Count + batch.Events.Count + batch.Payloads.Count == 0) yield break;
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    public IAsyncEnumerable<RedactionAct> RedactionsElsewhereAsync(CancellationToken ct) => AsyncEnumerable.Empty<RedactionAct>();

    public async IAsyncEnumerable<LeafRow> LeavesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var chunk in CopyFeed.Open(_connection, _snapshot, LeavesSql, 5, Leaf, ct).ReadAllAsync(ct))
        {
            foreach (var leaf in chunk) yield return leaf;
        }
    }

    public async Task<byte[]?> TileAsync(int level, long index, CancellationToken ct)
    {
        if (_tiles.TryGetValue(level, out var ahead) && ahead.Remove(index, out var tile)) return tile;
        await using var command = new NpgsqlCommand(
            "select idx, hashes from audit.tile where level = $1 and idx >= $2 and idx < $3", _main);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)level });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = index });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = index + TilesAhead });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var read = _tiles[level] = [];
        while (await reader.ReadAsync(ct)) read[reader.GetInt64(0)] = reader.GetFieldValue<byte[]>(1);
        return read.Remove(index, out var found) ? found : null;
    }

    public Task<IReadOnlyList<string>> OpenGuardsAsync(CancellationToken ct) => TextsAsync("""
        select c.oid::regclass || ' has no trigger enabled always that refuses changes' from pg_class c
        where c.relnamespace = 'audit'::regnamespace and c.relkind in ('r', 'p')
          and (c.relname in ('event', 'payload', 'leaf', 'tile', 'checkpoint', 'sealing_key') or c.relispartition)
          and not exists (
            select from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'A' and t.tgtype & 58 = 58
              and t.tgfoid = 'audit.refuse_change()'::regprocedure)
        order by 1
        """, ct);

    public ValueTask DisposeAsync() => _main.DisposeAsync();

    private static LeafRow Leaf(CopyRows row) =>
        new(row.Long(0), new EventKey(row.Id(1), row.Instant(2)), (ulong)row.Long(3), row[4].ToArray());

    private static Func<CopyRows, EventRow> Events()
    {
        var header = new HeaderWriter();
        var names = new NameCache();
        var after = HeaderField.All.Count;
        return row =>
        {
            CopiedHeader.Write(row, header);
            return EventRow.From(
                header.Written, new EventKey(row.Id(1), row.Instant(after)), (ulong)row.Long(after + 1), row[after + 2], row[after + 3], names.Of);
        };
    }

    private static Func<CopyRows, PayloadRow> Payload()
    {
        var both = new HeaderWriter();
        return row =>
        {
            both.Clear();
            both.Raw(row[2]);
            both.Raw(row[3]);
            return new PayloadRow(new EventKey(row.Id(0), row.Instant(1)), SHA256.HashData(both.Written));
        };
    }

    private static async Task<IReadOnlyList<T>> NextAsync<T>(ChannelReader<IReadOnlyList<T>> from, CancellationToken ct) =>
        await from.WaitToReadAsync(ct) && from.TryRead(out var chunk) ? chunk : [];

    private async Task<IReadOnlyList<string>> TextsAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _main);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var texts = new List<string>();
        while (await reader.ReadAsync(ct)) texts.Add(reader.GetString(0));
        return texts;
    }
}
