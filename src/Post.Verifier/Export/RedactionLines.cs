using System.Globalization;

namespace Post.Verifier.Export;

/// <summary>With a month go the redactions of its payloads that were made later: what is missing in it is explained by it.</summary>
internal sealed class RedactionLines(TreeRows rows, ExportFolder to)
{
    public const string FileName = "redactions.jsonl";

    public async Task WriteAsync(LogRange range, CancellationToken ct)
    {
        // The askings stand with the redactions: only both together excuse a missing payload.
        var query = string.Create(CultureInfo.InvariantCulture, $"""
            select {EntryLines.Columns(sealedOnes: false)} from audit.event e
            left join audit.payload p on p.event_id = e.id and p.at_db = e.at_db
            where e.action in ('log.payload-redaction-asked', 'log.payload-redacted')
              and exists (select from audit.leaf l where l.event_id = e.parent_id and l.idx >= {range.First} and l.idx < {range.End})
            order by e.tx, e.id
            """);
        await using var copied = await rows.CopyAsync(query, EntryLines.Count(sealedOnes: false), ct);
        var lines = new EntryLines();
        await to.WriteListedAsync(FileName, async file =>
        {
            while (await copied.NextAsync(ct)) await file.WriteAsync(lines.Of(copied, sealedOne: false), ct);
        });
    }
}
