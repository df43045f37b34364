namespace Post.Verifier.Sources;

/// <summary>A log to be verified: the database it was written to, or an export of it.</summary>
internal interface ILogSource : IAsyncDisposable
{
    /// <summary>Index of the first leaf; above 0 in the export of a month.</summary>
    long First { get; }

    /// <summary>Whether the log may go on behind what is here, as behind the export of a month.</summary>
    bool IsPart { get; }

    /// <summary>The perfect subtrees over the leaves before the first, the largest first.</summary>
    IReadOnlyList<byte[]> Before { get; }

    /// <summary>The moment of the reading, by the log's own clock.</summary>
    DateTimeOffset Now { get; }

    Task<IReadOnlyList<string>> KeyNotesAsync(CancellationToken ct);

    /// <summary>In the order of their sizes.</summary>
    IAsyncEnumerable<CheckpointRow> CheckpointsAsync(CancellationToken ct);

    /// <summary>Leaves in the order of their index; events and payloads in nearly the same.</summary>
    IAsyncEnumerable<LogBatch> BatchesAsync(CancellationToken ct);

    /// <summary>Redactions of payloads of this part, that stand in another part of the log.</summary>
    IAsyncEnumerable<RedactionAct> RedactionsElsewhereAsync(CancellationToken ct);

    /// <summary>Leaves alone, in the order of their index.</summary>
    IAsyncEnumerable<LeafRow> LeavesAsync(CancellationToken ct);

    /// <summary>A full tile of 256 hashes, or null.</summary>
    Task<byte[]?> TileAsync(int level, long index, CancellationToken ct);

    /// <summary>Words for each guard of the database that does not stand as it should.</summary>
    Task<IReadOnlyList<string>> OpenGuardsAsync(CancellationToken ct);
}
