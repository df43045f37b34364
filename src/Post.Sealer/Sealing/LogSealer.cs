using System.Data;
using Npgsql;
using Post.Sealer.Notes;
using Post.Sealer.Tree;
using Post.Sealer.Witness;

namespace Post.Sealer.Sealing;

/// <summary>The log as it was sealed last: the signed checkpoint and the edge of its tree, which is never written to again.</summary>
internal sealed record SealedHead(long Size, string Note, TreeEdge Tree);

/// <summary>Seals what is committed: one round gives every complete event its place, and signs the tree over all of them.</summary>
internal sealed class LogSealer : IAsyncDisposable
{
    // A batch holds some megabytes; after an outage of a day the sealer catches up in many of them.
    private const int BatchLength = 8_192;

    private readonly NpgsqlConnection _connection;
    private readonly SigningKey _key;
    private readonly Ed25519SigningKey? _second;
    private readonly KeyHistory _keys;
    private readonly LogStore _store;
    private TreeEdge _tree;
    private SealMark _mark;

    private LogSealer(NpgsqlConnection connection, LogStore store, SealerKeys signers, KeyHistory keys, TreeEdge tree, SealMark mark)
    {
        (_connection, _store, _keys, _tree, _mark) = (connection, store, keys, tree, mark);
        (_key, _second) = (signers.Key, signers.Second);
    }

    public long Size => _tree.Size;

    /// <summary>The latest checkpoint as it was signed.</summary>
    public string? LastNote { get; private set; }

    /// <summary>What public witnesses are shown: a checkpoint sealed before there was a second key gets its signature now.</summary>
    public SealedHead? Head => LastNote is { } note && Size > 0 ? new SealedHead(Size, _second?.SignOnto(note) ?? note, _tree) : null;

    public static Task<LogSealer?> OpenAsync(string connectionString, string origin, SigningKey key, CancellationToken ct) =>
        OpenAsync(connectionString, origin, new SealerKeys(key), ct);

    /// <summary>Takes the lock and takes up the tree; null while another sealer holds the lock.</summary>
    public static async Task<LogSealer?> OpenAsync(string connectionString, string origin, SealerKeys keys, CancellationToken ct)
    {
        // The session holds the lock, so the connection is not a pooled one.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            var store = new LogStore(connection);
            if (!await store.TryLockAsync(ct))
            {
                await connection.DisposeAsync();
                return null;
            }

            return await TakeUpAsync(connection, store, origin, keys, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Seals all that is complete now; the number of events sealed.</summary>
    public async Task<long> RoundAsync(CancellationToken ct)
    {
        var before = Size;
        while (await BatchAsync(ct) == BatchLength)
        {
        }

        return Size - before;
    }

    /// <summary>Shows the witness the latest checkpoint; null when it agrees.</summary>
    public async Task<WitnessRefusal?> WitnessAsync(FileWitness witness, CancellationToken ct)
    {
        if (LastNote is not { } note || Size == 0) return null;
        var seen = witness.Last?.Size ?? 0;
        var nodes = new TreeNodes(_tree, (level, index) => _store.TileAsync(level, index, ct));
        var proof = seen == 0 || seen > Size ? [] : await TreeProofs.ConsistencyAsync(nodes, seen);
        return witness.Offer(note, proof, await _store.KeyNotesAsync(ct));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // At once: the server notices that a connection is gone only when it comes to it, and the next sealer would be turned away.
            if (_connection.State is ConnectionState.Open) await _store.UnlockAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The connection is broken, and the lock went with it.
        }

        await _connection.DisposeAsync();
    }

    private async Task<int> BatchAsync(CancellationToken ct)
    {
        var pending = await _store.PendingAsync(_mark, BatchLength, ct);
        if (pending.Count == 0) return 0;
        // On a copy: a seal that fails must leave the tree as the database has it.
        var tree = _tree.Copy();
        var tiles = pending.SelectMany(leaf => tree.Append(leaf.Hash)).ToList();
        var checkpoint = new Checkpoint(_keys.Origin, tree.Size, tree.Root());
        var signed = _key.Sign(checkpoint.Text);
        var note = _second?.SignOnto(signed) ?? signed;
        await _store.SealAsync(_tree.Size, pending, tiles, checkpoint, note, ct);
        (_tree, _mark, LastNote) = (tree, new SealMark(pending[^1].Tx, pending[^1].EventId), note);
        return pending.Count;
    }

    private static async Task<LogSealer> TakeUpAsync(
        NpgsqlConnection connection, LogStore store, string origin, SealerKeys signers, CancellationToken ct)
    {
        var last = await store.LastCheckpointAsync(ct);
        var size = last?.Checkpoint.Size ?? 0;
        var keys = await SealingKeys.TakeUpAsync(store, origin, signers.Key, ct);
        var leaves = await store.LeavesAsync(ct);
        if (leaves != size) throw new LogBrokenException($"There are {leaves} leaves and {size} of them are signed.");
        var tree = await store.EdgeAsync(size, ct);
        if (last is { } head)
        {
            if (!head.Checkpoint.Root.AsSpan().SequenceEqual(tree.Root())) throw new LogBrokenException("Leaves and tiles do not give the root that was signed.");
            if (head.Checkpoint.Origin != origin) throw new LogBrokenException($"The log is {head.Checkpoint.Origin} and the sealer is told {origin}.");
            if (!SignedNote.Parse(head.Note)!.IsSignedBy(keys.For(size)!)) throw new LogBrokenException("The latest checkpoint is not signed by a key of this log.");
        }

        var mark = await store.MarkAsync(size, ct);
        if (mark.Tx >= await store.NextTransactionAsync(ct))
        {
            throw new LogBrokenException("Transaction numbers went back: this database was restored from a dump, not from a physical back-up.");
        }

        return new LogSealer(connection, store, signers, keys, tree, mark) { LastNote = last?.Note };
    }
}
