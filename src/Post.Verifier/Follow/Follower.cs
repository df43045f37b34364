using System.Globalization;

namespace Post.Verifier.Follow;

/// <summary>Where events go; done means that the receiver's side has them.</summary>
internal interface IFollowTarget : IAsyncDisposable
{
    Task SendAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct);
}

/// <summary>Sends sealed events in their order and remembers in a file how far it came; after a crash some may go out twice, none is left out.</summary>
internal sealed class Follower(FollowedEvents events, IFollowTarget target, string cursorFile)
{
    private const int BatchLength = 500;

    /// <summary>Sends what is sealed and not sent yet; how many that were.</summary>
    public async Task<long> RoundAsync(CancellationToken ct)
    {
        var (sent, next) = (0L, ReadCursor());
        while (await events.AfterAsync(next, BatchLength, ct) is { Count: > 0 } batch)
        {
            await target.SendAsync(batch, ct);
            next = batch[^1].Index + 1;
            WriteCursor(next);
            sent += batch.Count;
        }

        return sent;
    }

    private long ReadCursor() => File.Exists(cursorFile)
        ? long.Parse(File.ReadAllText(cursorFile).Trim(), NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    // Beside, then exchanged: a cursor cut off in its middle would be another number.
    private void WriteCursor(long next)
    {
        using (var file = new FileStream(cursorFile + ".new", FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture) + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(cursorFile + ".new", cursorFile, overwrite: true);
    }
}
