using Npgsql;
using Post.Verifier.Format;
using Post.Verifier.Sources;

namespace Post.Verifier.Follow;

/// <summary>A sealed event on its way out: place, id, header and leaf; its payload stays.</summary>
internal sealed record FollowedEvent(long Index, Guid Id, byte[] Header, byte[] Leaf);

/// <summary>Sealed events in their order, from a place on: what is sealed never moves, so a place is all that must be remembered.</summary>
internal sealed class FollowedEvents(string connection)
{
    public async Task<IReadOnlyList<FollowedEvent>> AfterAsync(long next, int limit, CancellationToken ct)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(ct);
        await using var copy = await opened.BeginRawBinaryCopyAsync($"""
            copy (select {CopiedHeader.Columns("e")}, l.idx, l.leaf_hash from audit.leaf l
              join audit.event e on e.id = l.event_id and e.at_db = l.at_db
              where l.idx >= {next} and l.idx < {next + limit} order by l.idx) to stdout (format binary)
            """, ct);
        var columns = HeaderField.All.Count;
        await using var rows = new CopyRows(copy, columns + 2);
        var header = new HeaderWriter();
        var events = new List<FollowedEvent>();
        while (await rows.NextAsync(ct))
        {
            CopiedHeader.Write(rows, header);
            events.Add(new FollowedEvent(rows.Long(columns), rows.Id(1), header.Written.ToArray(), rows[columns + 1].ToArray()));
        }

        return events;
    }
}
