using Npgsql;
using NpgsqlTypes;
using Post.Sealer.Notes;
using Post.Sealer.Tree;

namespace Post.Sealer.Sealing;

/// <summary>A committed event as the sealer sees it: where it stands and its hash, nothing of its content.</summary>
internal sealed record PendingLeaf(Guid EventId, DateTime AtDb, ulong Tx, byte[] Hash);

/// <summary>Place of an event in the order in which events are sealed.</summary>
internal sealed record SealMark(ulong Tx, Guid EventId)
{
    public static readonly SealMark Start = new(0, Guid.Empty);
}

/// <summary>The sealer's tables, on one connection that also holds its lock.</summary>
internal sealed class LogStore(NpgsqlConnection connection)
{
    // Whatever commits later has a transaction id at or above xmin: what is below it is complete, and its order final.
    private const string PendingSql = """
        select e.id, e.at_db, e.tx, e.leaf_hash from audit.event e
        where (e.tx, e.id) > ($1, $2) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
        order by e.tx, e.id limit $3
        """;

    public async Task<bool> TryLockAsync(CancellationToken ct) =>
        await ScalarAsync<bool>("select pg_try_advisory_lock(hashtext('audit.sealer'))", ct);

    public Task UnlockAsync(CancellationToken ct) => ScalarAsync<bool>("select pg_advisory_unlock(hashtext('audit.sealer'))", ct);

    public async Task<IReadOnlyList<PendingLeaf>> PendingAsync(SealMark after, int limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(PendingSql, connection);
        command.Parameters.Add(new NpgsqlParameter<ulong> { TypedValue = after.Tx, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after.EventId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var pending = new List<PendingLeaf>();
        while (await reader.ReadAsync(ct))
        {
            pending.Add(new PendingLeaf(
                reader.GetGuid(0), reader.GetDateTime(1), reader.GetFieldValue<ulong>(2), reader.GetFieldValue<byte[]>(3)));
        }

        return pending;
    }

    public async Task<(Checkpoint Checkpoint, string Note)?> LastCheckpointAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select note from audit.checkpoint order by size desc limit 1", connection);
        if (await command.ExecuteScalarAsync(ct) is not string note) return null;
        return SignedNote.Parse(note) is { } signed && Checkpoint.Parse(signed.Text) is { } checkpoint
            ? (checkpoint, note)
            : throw new LogBrokenException("The latest checkpoint cannot be read.");
    }

    /// <summary>When the first checkpoint over more than this was signed: since then something waits for whoever saw no more.</summary>
    public async Task<DateTimeOffset?> SignedBeyondAsync(long size, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select at from audit.checkpoint where size > $1 order by size limit 1", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = size });
        return await command.ExecuteScalarAsync(ct) is DateTime at ? new DateTimeOffset(at) : null;
    }

    public async Task<SealMark> MarkAsync(long size, CancellationToken ct)
    {
        if (size == 0) return SealMark.Start;
        await using var command = new NpgsqlCommand("select tx, event_id from audit.leaf where idx = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = size - 1 });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) throw new LogBrokenException($"Leaf {size - 1}, the last one signed, is not there.");
        return new SealMark(reader.GetFieldValue<ulong>(0), reader.GetGuid(1));
    }

    public Task<long> LeavesAsync(CancellationToken ct) => ScalarAsync<long>("select coalesce(max(idx) + 1, 0) from audit.leaf", ct);

    /// <summary>The next transaction's number; it only rises in one cluster, and a restored dump begins another.</summary>
    public async Task<ulong> NextTransactionAsync(CancellationToken ct) =>
        await ScalarAsync<ulong>("select pg_snapshot_xmax(pg_current_snapshot())", ct);

    /// <summary>The right edge of the tree over the first leaves, derived anew.</summary>
    public async Task<TreeEdge> EdgeAsync(long size, CancellationToken ct)
    {
        var edge = new List<List<byte[]>> { new(await LeafHashesAsync(size & ~(Tile.Width - 1L), ct)) };
        for (var (level, hashes) = (1, size >> Tile.Height); hashes > 0; (level, hashes) = (level + 1, hashes >> Tile.Height))
        {
            var full = await TilesAsync(level - 1, hashes & ~(Tile.Width - 1L), ct);
            edge.Add([.. full.Select(t => TreeHash.Perfect(t))]);
        }

        return TreeEdge.Of(size, edge);
    }

    public async Task<(long Index, byte[] Hash)?> PlaceAsync(Guid eventId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select idx, leaf_hash from audit.leaf where event_id = $1 order by idx limit 1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = eventId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    private async Task<IReadOnlyList<byte[]>> LeafHashesAsync(long from, CancellationToken ct) =>
        await HashesAsync("select leaf_hash from audit.leaf where idx >= $1 order by idx", [new NpgsqlParameter<long> { TypedValue = from }], ct);

    private async Task<IReadOnlyList<byte[]>> TilesAsync(int level, long from, CancellationToken ct) => await HashesAsync(
        "select hashes from audit.tile where level = $1 and idx >= $2 order by idx",
        [new NpgsqlParameter<short> { TypedValue = (short)level }, new NpgsqlParameter<long> { TypedValue = from }], ct);

    public async Task<byte[]> TileAsync(int level, long index, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select hashes from audit.tile where level = $1 and idx = $2", connection);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)level });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = index });
        return await command.ExecuteScalarAsync(ct) as byte[] ?? throw new LogBrokenException($"Tile {level}/{index} is not there.");
    }

    public async Task<IReadOnlyList<string>> KeyNotesAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select note from audit.sealing_key order by ordinal", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var notes = new List<string>();
        while (await reader.ReadAsync(ct)) notes.Add(reader.GetString(0));
        return notes;
    }

    public async Task AddKeyAsync(int ordinal, string note, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("insert into audit.sealing_key (ordinal, note) values ($1, $2)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ordinal });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = note });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Leaves, the tiles they filled and the checkpoint over them: all on disk, or none.</summary>
    public async Task SealAsync(
        long first, IReadOnlyList<PendingLeaf> leaves, IReadOnlyList<Tile> tiles, Checkpoint checkpoint, string note, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(LeafRows(first, leaves));
        foreach (var tile in tiles) batch.BatchCommands.Add(TileRow(tile));
        var head = new NpgsqlBatchCommand("insert into audit.checkpoint (size, root, note) values ($1, $2, $3)");
        head.Parameters.Add(new NpgsqlParameter<long> { TypedValue = checkpoint.Size });
        head.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = checkpoint.Root });
        head.Parameters.Add(new NpgsqlParameter<string> { TypedValue = note });
        batch.BatchCommands.Add(head);
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static NpgsqlBatchCommand LeafRows(long first, IReadOnlyList<PendingLeaf> leaves)
    {
        var command = new NpgsqlBatchCommand("""
            insert into audit.leaf (idx, event_id, at_db, tx, leaf_hash)
            select $1 + place - 1, event_id, at_db, tx, leaf_hash
            from unnest($2::uuid[], $3::timestamptz[], $4::xid8[], $5::bytea[]) with ordinality as t(event_id, at_db, tx, leaf_hash, place)
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. leaves.Select(l => l.EventId)] });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. leaves.Select(l => l.AtDb)] });
        command.Parameters.Add(new NpgsqlParameter<ulong[]>
        {
            TypedValue = [.. leaves.Select(l => l.Tx)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid8,
        });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. leaves.Select(l => l.Hash)] });
        return command;
    }

    private static NpgsqlBatchCommand TileRow(Tile tile)
    {
        var command = new NpgsqlBatchCommand("insert into audit.tile (level, idx, hashes) values ($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)tile.Level });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = tile.Index });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = tile.Hashes });
        return command;
    }

    private async Task<IReadOnlyList<byte[]>> HashesAsync(string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var hashes = new List<byte[]>();
        while (await reader.ReadAsync(ct)) hashes.Add(reader.GetFieldValue<byte[]>(0));
        return hashes;
    }

    private async Task<T> ScalarAsync<T>(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetFieldValue<T>(0);
    }
}

/// <summary>What is stored does not agree with what was signed: nothing more is sealed on top of it until a person has looked.</summary>
internal sealed class LogBrokenException(string what)
    : Exception($"{what} Sealing stops, so that nothing is built on an altered log. Run: scripts/post verify");
