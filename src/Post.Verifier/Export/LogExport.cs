using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Post.Verifier.Format;
using Post.Verifier.Sources;

namespace Post.Verifier.Export;

/// <summary>What was written, for whoever records the export.</summary>
internal sealed record ExportSummary(long Events, long First, long End, string ManifestSha256);

/// <summary>Writes the log, or a month of it, to a folder from which it can be verified without the database.</summary>
internal sealed class LogExport(DatabaseSource source, ExportFolder to)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TreeRows _rows = new(source);

    /// <param name="month">First day of the month; null for the whole log.</param>
    /// <param name="ct">Ends the export; what is in the folder then is no export.</param>
    public async Task<ExportSummary> WriteAsync(DateOnly? month, CancellationToken ct)
    {
        var range = await _rows.RangeAsync(month, ct);
        var events = await WriteSealedAsync(range, ct);
        if (month is null) events += await WriteUnsealedAsync(ct);
        else await new RedactionLines(_rows, to).WriteAsync(range, ct);
        await to.WriteListedAsync("keys.jsonl", async file =>
        {
            foreach (var note in await source.KeyNotesAsync(ct)) await LineAsync(file, new { note }, ct);
        });
        var last = await WriteCheckpointsAsync(range, ct);
        if (last is not null) await to.WriteAsync("checkpoint", Encoding.UTF8.GetBytes(last), ct);
        await WriteTilesAsync(range, month is null, ct);
        // The head comes last: a folder without it is an export that was broken off.
        var manifest = new ExportManifest
        {
            Format = ExportManifest.CurrentFormat,
            At = source.Now,
            Month = month?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            First = range.First,
            End = range.End,
            Before = [.. (await _rows.SubtreesAsync(range.First, ct)).Select(h => Convert.ToHexStringLower(h))],
            Files = to.Hashes,
        }.ToBytes();
        await to.WriteAsync(ExportManifest.FileName, manifest, ct);
        return new ExportSummary(events, range.First, range.End, Convert.ToHexStringLower(SHA256.HashData(manifest)));
    }

    private async Task<long> WriteSealedAsync(LogRange range, CancellationToken ct)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"""
            select {EntryLines.Columns(sealedOnes: true)} from audit.leaf l
            left join audit.event e on e.id = l.event_id and e.at_db = l.at_db
            left join audit.payload p on p.event_id = l.event_id and p.at_db = l.at_db
            where l.idx >= {range.First} and l.idx < {range.End} order by l.idx
            """);
        await using var rows = await _rows.CopyAsync(query, EntryLines.Count(sealedOnes: true), ct);
        var lines = new EntryLines();
        var count = 0L;
        var more = await rows.NextAsync(ct);
        while (more)
        {
            var name = MonthOf(EntryLines.AtDb(rows));
            await to.WriteListedAsync($"events/{name}.jsonl", async file =>
            {
                // An event that its clock puts into an earlier month stays where its index puts it.
                do
                {
                    await file.WriteAsync(lines.Of(rows, sealedOne: true), ct);
                    count++;
                    more = await rows.NextAsync(ct);
                }
                while (more && string.CompareOrdinal(MonthOf(EntryLines.AtDb(rows)), name) <= 0);
            });
        }

        if (count == 0) Directory.CreateDirectory(Path.Combine(to.Path, "events"));
        return count;
    }

    private async Task<long> WriteUnsealedAsync(CancellationToken ct)
    {
        var query = $"""
            select {EntryLines.Columns(sealedOnes: false)} from audit.event e
            left join audit.payload p on p.event_id = e.id and p.at_db = e.at_db
            where not exists (select from audit.leaf l where l.event_id = e.id and l.at_db = e.at_db)
            """;
        await using var rows = await _rows.CopyAsync(query, EntryLines.Count(sealedOnes: false), ct);
        var lines = new EntryLines();
        var count = 0L;
        await to.WriteListedAsync("events/unsealed.jsonl", async file =>
        {
            for (; await rows.NextAsync(ct); count++) await file.WriteAsync(lines.Of(rows, sealedOne: false), ct);
        });
        return count;
    }

    private async Task<string?> WriteCheckpointsAsync(LogRange range, CancellationToken ct)
    {
        string? last = null;
        await to.WriteListedAsync("checkpoints.jsonl", async file =>
        {
            await foreach (var row in source.CheckpointsAsync(ct))
            {
                if (row.Size < range.First || row.Size > range.End) continue;
                await LineAsync(file, new { size = row.Size, root = Convert.ToHexStringLower(row.Root), note = row.Note }, ct);
                last = row.Note;
            }
        });
        return last;
    }

    private async Task WriteTilesAsync(LogRange range, bool edge, CancellationToken ct)
    {
        for (var level = 0; range.End >> (8 * level) > 0; level++)
        {
            var hashes = range.End >> (8 * level);
            for (var index = range.First >> (8 * (level + 1)); index < hashes / 256; index++)
            {
                if (await source.TileAsync(level, index, ct) is { } tile) await to.WriteAsync(TilePath.Of(level, index), tile, ct);
            }

            var width = (int)(hashes % 256);
            if (!edge || width == 0) continue;
            var partial = (await _rows.HashesAsync(level, hashes - width, width, ct)).SelectMany(h => h).ToArray();
            await to.WriteAsync(TilePath.Partial(level, hashes / 256, width), partial, ct);
        }
    }

    private static async Task LineAsync<T>(Stream file, T value, CancellationToken ct)
    {
        await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, s_json), ct);
        await file.WriteAsync("\n"u8.ToArray(), ct);
    }

    private static string MonthOf(long microseconds) => HeaderJson.InstantText(microseconds)[..7];
}
