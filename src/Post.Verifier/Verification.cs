using System.Diagnostics;
using Post.Verifier.Checks;
using Post.Verifier.Sources;

namespace Post.Verifier;

/// <summary>What the log is held against, besides itself.</summary>
internal sealed record VerifyOptions
{
    /// <summary>Folder in which a witness keeps what it saw of this log.</summary>
    public string? Witness { get; init; }

    /// <summary>Keys of witnesses as an auditor got them from their operators; each must have cosigned.</summary>
    public IReadOnlyList<string> WitnessKeys { get; init; } = [];

    /// <summary>The first key of the log, as an auditor noted it.</summary>
    public string? FirstKey { get; init; }

    /// <summary>An event may be this old and not sealed yet.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>The outcome of one verification.</summary>
internal sealed record Verdict
{
    public required Findings Findings { get; init; }
    public required long Events { get; init; }
    public required long Sealed { get; init; }
    public required long Checkpoints { get; init; }
    public required long ClockSteps { get; init; }
    public required int MostWaiting { get; init; }

    /// <summary>Payloads that were taken away under an authority.</summary>
    public required int Redacted { get; init; }

    public required IReadOnlyList<string> Anchors { get; init; }

    /// <summary>How far each witness cosigned.</summary>
    public required IReadOnlyList<CosignedHead> Cosigned { get; init; }

    public required TimeSpan Took { get; init; }
}

/// <summary>Derives everything in the log anew: hashes from columns, roots from leaves, signatures from texts.</summary>
internal static class Verification
{
    public static Task<Verdict> RunAsync(ILogSource source, VerifyOptions options, CancellationToken ct) =>
        RunAsync(source, options, WitnessOf(options), ct);

    /// <summary>What witnesses kept, as it is now: made before a log that grows is opened, it tells of nothing that is not in it.</summary>
    public static WitnessCopy? WitnessOf(VerifyOptions options)
    {
        var witness = options.Witness is { } folder ? new WitnessCopy(folder) : null;
        var absent = options.WitnessKeys.FirstOrDefault(k => witness?.Cosigned.Any(c => c.Names(k)) is not true);
        return absent is null ? witness : throw new InvalidDataException($"The witness folder holds nothing that was cosigned by {absent}.");
    }

    public static async Task<Verdict> RunAsync(ILogSource source, VerifyOptions options, WitnessCopy? witness, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var findings = new Findings();
        using var keys = await KeyCheck.RunAsync(source, options, witness, findings, ct);
        foreach (var words in await source.OpenGuardsAsync(ct)) findings.Add(TamperClass.GuardRemoved, null, null, words);

        using var seen = witness?.Seen(keys, options, findings).GetEnumerator();
        await using var checkpoints = source.CheckpointsAsync(ct).GetAsyncEnumerator(ct);
        var tree = new TreeCheck(source, keys, findings, seen, checkpoints);
        var sequence = new SequenceLedger(findings);
        var redactions = new Redactions();
        await foreach (var act in source.RedactionsElsewhereAsync(ct)) redactions.Add(act);
        var matcher = new EntryMatcher(findings, sequence, redactions);
        await tree.BeginAsync();
        await foreach (var batch in source.BatchesAsync(ct))
        {
            foreach (var leaf in batch.Leaves) await tree.AddAsync(leaf, ct);
            matcher.Add(batch);
        }

        await tree.EndAsync();
        var oldest = (source.Now - options.Lag - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        await new LeftoverCheck(source, findings, redactions).RunAsync(matcher.End(), tree, oldest, ct);
        matcher.SettleDiffering(tree.Vouched);
        // A month begins and ends in the middle of every producer's count.
        if (!source.IsPart) sequence.End(oldest);
        TellMismatch(tree, findings);
        return new Verdict
        {
            Findings = findings,
            Events = matcher.Events,
            Sealed = tree.LastStated,
            Checkpoints = tree.Checkpoints,
            ClockSteps = matcher.ClockSteps,
            MostWaiting = matcher.MostWaiting,
            Redacted = redactions.Count,
            Anchors = Anchors(options),
            Cosigned = [.. witness?.Cosigned.Select(c => c.Last).OfType<CosignedHead>() ?? []],
            Took = Stopwatch.GetElapsedTime(started),
        };
    }

    // A leaf that is known to be wrong explains the root; without one, the fault is somewhere under the first wrong root.
    private static void TellMismatch(TreeCheck tree, Findings findings)
    {
        if (tree.MismatchAt is not { } size) return;
        if (new[] { TamperClass.LeafChanged, TamperClass.OrderChanged, TamperClass.LeafDuplicate }.Any(c => findings.Has(c, f => f.Index >= tree.Vouched))) return;
        findings.Add(TamperClass.TreeMismatch, tree.Vouched, null, $"Leaves {tree.Vouched} to {size - 1} do not give the root that was signed for {size} events.");
    }

    private static IReadOnlyList<string> Anchors(VerifyOptions options) =>
    [
        .. options.Witness is null ? [] : new[] { "witness" },
        .. options.FirstKey is null ? [] : new[] { "key" },
    ];
}
