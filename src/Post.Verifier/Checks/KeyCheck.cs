using Post.Verifier.Sources;

namespace Post.Verifier.Checks;

/// <summary>Whether the log's keys vouch for each other, and are those that others know.</summary>
internal static class KeyCheck
{
    /// <returns>The keys to check signatures with: the log's own as far as they hold, else the witness's.</returns>
    public static async Task<KeyChain?> RunAsync(
        ILogSource source, VerifyOptions options, WitnessCopy? witness, Findings findings, CancellationToken ct)
    {
        var (chain, broken) = KeyChain.Read(await source.KeyNotesAsync(ct));
        if (broken > 0)
        {
            var from = chain is { Keys.Count: > 0 } ? chain.Keys[^1].AfterSize : 0;
            findings.Add(TamperClass.KeyHistory, from, null, $"Key {broken} is not vouched for by the key before it.");
        }

        if (options.FirstKey is { } pinned && (chain is { Keys: [var first, ..] } ? first.Key.Line : null) != pinned)
        {
            findings.Add(TamperClass.KeyHistory, 0, null, "The first key is not the one that the auditor noted.");
        }

        if (witness is null) return chain;
        var (known, _) = KeyChain.Read(witness.KeyNotes());
        for (var i = 0; i < known?.Keys.Count; i++)
        {
            if (chain is not null && i < chain.Keys.Count && chain.Keys[i].Key.Line == known.Keys[i].Key.Line && chain.Keys[i].AfterSize == known.Keys[i].AfterSize) continue;
            findings.Add(TamperClass.KeyHistory, known.Keys[i].AfterSize, null, $"Key {i + 1} is not the one that the witness knows.");
            return chain ?? known;
        }

        return chain;
    }
}
