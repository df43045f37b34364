using Post.Sealer.Notes;

namespace Post.Sealer.Sealing;

/// <summary>Which key signs: brought in once by itself, later only by the key before it.</summary>
internal static class SealingKeys
{
    public static async Task<KeyHistory> TakeUpAsync(LogStore store, string origin, SigningKey key, CancellationToken ct)
    {
        var history = await ReadAsync(store, origin, ct);
        if (history.Last is null)
        {
            var note = history.Introduce(key.Verifier, 0, key);
            await store.AddKeyAsync(1, note, ct);
            history.Add(note);
        }

        return history.Last!.Key.Line == key.Verifier.Line
            ? history
            : throw new KeyFileException("The key file does not hold the key that signs this log now. Run: post-sealer rotate");
    }

    /// <summary>Lets <paramref name="next"/> sign from here on, in the word of <paramref name="old"/>.</summary>
    public static async Task RotateAsync(LogStore store, string origin, SigningKey old, SigningKey next, CancellationToken ct)
    {
        if (!await store.TryLockAsync(ct)) throw new KeyFileException("A sealer is running. Stop it, rotate, and start it with the new key.");
        var history = await ReadAsync(store, origin, ct);
        if (history.Last?.Key.Line != old.Verifier.Line) throw new KeyFileException("The old key is not the one that signs this log now.");
        var size = (await store.LastCheckpointAsync(ct))?.Checkpoint.Size ?? 0;
        await store.AddKeyAsync(history.Keys.Count + 1, history.Introduce(next.Verifier, size, old), ct);
        // The server gives a lock of a session back a moment after the session's end: the sealer that follows would be turned away.
        await store.UnlockAsync(ct);
    }

    private static async Task<KeyHistory> ReadAsync(LogStore store, string origin, CancellationToken ct) =>
        KeyHistory.Read(origin, await store.KeyNotesAsync(ct)) ?? throw new LogBrokenException("The key history does not hold together.");
}
