using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Post.Verifier.Export;
using Post.Verifier.Format;

namespace Post.Verifier.Sources;

/// <summary>An export read back, without any database. Form of the files: docs/audit-format.md.</summary>
internal sealed class ExportSource : ILogSource
{
    private const int ChunkLength = 4_096;
    private const int BatchesAhead = 4;

    private readonly string _folder;
    private readonly ExportManifest _manifest;

    private ExportSource(string folder, ExportManifest manifest) => (_folder, _manifest) = (folder, manifest);

    public long First => _manifest.First;

    public bool IsPart => _manifest.Month is not null;

    public IReadOnlyList<byte[]> Before => [.. _manifest.Before.Select(Convert.FromHexString)];

    public DateTimeOffset Now => _manifest.At;

    public static ExportSource Open(string folder) => new(folder, ExportManifest.Read(folder));

    public Task<IReadOnlyList<string>> KeyNotesAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>([.. Lines("keys.jsonl").Select(k => k.GetProperty("note").GetString()!)]);

    public async IAsyncEnumerable<CheckpointRow> CheckpointsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in LinesAsync("checkpoints.jsonl", ct))
        {
            var note = line.GetProperty("note").GetString()!;
            yield return new CheckpointRow(line.GetProperty("size").GetInt64(), Convert.FromHexString(line.GetProperty("root").GetString()!), note);
        }
    }

    // Read and hashed on one core while the other holds together what was read.
    public async IAsyncEnumerable<LogBatch> BatchesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = Channel.CreateBounded<LogBatch>(BatchesAhead);
        var reading = Task.Run(() => ReadAheadAsync(ahead.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in ahead.Reader.ReadAllAsync(ct)) yield return batch;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    public async IAsyncEnumerable<RedactionAct> RedactionsElsewhereAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(_folder, RedactionLines.FileName))) yield break;
        var reader = new EntryReader();
        var batch = EntryReader.Begin();
        await foreach (var line in LinesAsync(RedactionLines.FileName, ct)) reader.Read(line, batch);
        // Its own hash must hold; that it stands in the log is proved by the part in which it stands.
        foreach (var e in batch.Events.Where(e => e.Computed.AsSpan().SequenceEqual(e.Stated)))
        {
            if (e.Redaction is { } act) yield return act;
        }
    }

    public async IAsyncEnumerable<LeafRow> LeavesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var file in EntryFiles())
        {
            await foreach (var line in LinesAsync(file, ct))
            {
                if (EntryReader.Leaf(line) is { } leaf) yield return leaf;
            }
        }
    }

    public async Task<byte[]?> TileAsync(int level, long index, CancellationToken ct)
    {
        var path = Path.Combine(_folder, TilePath.Of(level, index));
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, ct) : null;
    }

    // A file on a disk has no guards; its hashes are what counts.
    public Task<IReadOnlyList<string>> OpenGuardsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<string> EntryFiles() => Directory.GetFiles(Path.Combine(_folder, "events"), "*.jsonl")
        .Select(f => Path.Combine("events", Path.GetFileName(f)))
        .Order(StringComparer.Ordinal);

    // Whatever ends the reading ends the channel, and with it the verification: nothing half read is called sound.
    private async Task ReadAheadAsync(ChannelWriter<LogBatch> to, CancellationToken ct)
    {
        try
        {
            var (plain, reader) = (new PlainEntryLines(), new EntryReader());
            foreach (var file in EntryFiles())
            {
                var batch = EntryReader.Begin();
                await foreach (var line in LineFeed.ReadAsync(Path.Combine(_folder, file), ct))
                {
                    if (!plain.TryRead(line.Span, (List<LeafRow>)batch.Leaves, (List<EventRow>)batch.Events, (List<PayloadRow>)batch.Payloads))
                    {
                        // Bytes that are no text are read as what a text shows in their place: their hash will tell.
                        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(line.Span));
                        reader.Read(json.RootElement, batch);
                    }

                    if (batch.Leaves.Count + batch.Events.Count < ChunkLength) continue;
                    await to.WriteAsync(batch, ct);
                    batch = EntryReader.Begin();
                }

                await to.WriteAsync(batch, ct);
            }

            to.Complete();
        }
        catch (Exception failure)
        {
            to.Complete(failure);
        }
    }

    private IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(Path.Combine(_folder, file)).Select(l => JsonSerializer.Deserialize<JsonElement>(l));

    private async IAsyncEnumerable<JsonElement> LinesAsync(string file, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in File.ReadLinesAsync(Path.Combine(_folder, file), ct))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement;
        }
    }

    private sealed class EntryReader
    {
        private readonly HeaderWriter _header = new();
        private readonly NameCache _names = new();

        public static LogBatch Begin() => new(new List<LeafRow>(), new List<EventRow>(), new List<PayloadRow>());

        public static LeafRow? Leaf(JsonElement line) => line.TryGetProperty("idx", out var index)
            ? new LeafRow(index.GetInt64(), Key(line), Tx(line, "tx"), Convert.FromHexString(line.GetProperty("leaf").GetString()!))
            : null;

        public void Read(JsonElement line, LogBatch to)
        {
            var key = Key(line);
            if (Leaf(line) is { } leaf) ((List<LeafRow>)to.Leaves).Add(leaf);
            if (line.TryGetProperty("header", out var header))
            {
                HeaderJson.Read(header, _header);
                var digest = Convert.FromHexString(line.GetProperty("digest").GetString()!);
                var stated = Convert.FromHexString(line.GetProperty("stated").GetString()!);
                // The header's own id: an event put in the place of another shows as one without a leaf.
                var own = key with { Id = header.GetProperty("id").GetGuid() };
                ((List<EventRow>)to.Events).Add(EventRow.From(_header.Written, own, Tx(line, "eventTx"), digest, stated, _names.Of));
            }

            if (line.TryGetProperty("salt", out var salt))
            {
                byte[] both = [.. Convert.FromHexString(salt.GetString()!), .. Body(line)];
                ((List<PayloadRow>)to.Payloads).Add(new PayloadRow(key, SHA256.HashData(both)));
            }
        }

        private static byte[] Body(JsonElement line) => line.TryGetProperty("body", out var text)
            ? Encoding.UTF8.GetBytes(text.GetString()!)
            : line.GetProperty("bodyBase64").GetBytesFromBase64();

        private static EventKey Key(JsonElement line) =>
            new(line.GetProperty("id").GetGuid(), HeaderJson.Microseconds(line.GetProperty("atDb").GetString()!));

        private static ulong Tx(JsonElement line, string name) =>
            ulong.Parse(line.GetProperty(name).GetString()!, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
