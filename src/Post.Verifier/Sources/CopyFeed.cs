using System.Threading.Channels;
using Npgsql;

namespace Post.Verifier.Sources;

/// <summary>One table read by COPY on a connection of its own, in the snapshot that all feeds of a verification share.</summary>
internal static class CopyFeed
{
    private const int ChunkLength = 4_096;
    private const int ChunksAhead = 4;

    // In the order in which rows lie: no sort, no start in the middle behind another reader.
    private const string Settings =
        "set local synchronize_seqscans = off; set local enable_sort = off; set local max_parallel_workers_per_gather = 0";

    /// <param name="connection">How to connect.</param>
    /// <param name="snapshot">Name of the exported snapshot.</param>
    /// <param name="query">What to copy.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="row">Makes a row of what was read.</param>
    /// <param name="ct">Ends the reading.</param>
    public static ChannelReader<IReadOnlyList<T>> Open<T>(
        string connection, string snapshot, string query, int columns, Func<CopyRows, T> row, CancellationToken ct)
    {
        var channel = Channel.CreateBounded<IReadOnlyList<T>>(ChunksAhead);
        _ = Task.Run(() => ReadAsync(channel.Writer, connection, snapshot, query, columns, row, ct), CancellationToken.None);
        return channel.Reader;
    }

    public static async Task<NpgsqlConnection> InSnapshotAsync(string connection, string snapshot, CancellationToken ct)
    {
        var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            $"begin isolation level repeatable read read only; set transaction snapshot '{snapshot}'; {Settings}", opened);
        await command.ExecuteNonQueryAsync(ct);
        return opened;
    }

    // Whatever ends the reading ends the channel, and with it the verification: nothing half read is called sound.
    private static async Task ReadAsync<T>(
        ChannelWriter<IReadOnlyList<T>> to, string connection, string snapshot, string query, int columns, Func<CopyRows, T> row, CancellationToken ct)
    {
        try
        {
            await using var opened = await InSnapshotAsync(connection, snapshot, ct);
            await using var copy = await opened.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", ct);
            await using var rows = new CopyRows(copy, columns);
            var chunk = new List<T>(ChunkLength);
            while (await rows.NextAsync(ct))
            {
                chunk.Add(row(rows));
                if (chunk.Count < ChunkLength) continue;
                await to.WriteAsync(chunk, ct);
                chunk = new List<T>(ChunkLength);
            }

            if (chunk.Count > 0) await to.WriteAsync(chunk, ct);
            to.Complete();
        }
        catch (Exception failure)
        {
            to.Complete(failure);
        }
    }
}
