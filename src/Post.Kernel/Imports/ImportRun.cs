namespace Post.Kernel.Imports;

/// <summary>One file being brought in, or brought in; the row is its whole state, so any process can go on with it.</summary>
public sealed record ImportRun(
    Guid Id,
    string Kind,
    string FileName,
    string FileSha256,
    long FileBytes,
    string Layout,
    string Encoding,
    DateOnly AsOf,
    bool DryRun,
    bool AllOrNothing,
    ImportState State,
    ImportCounts Counts,
    long BytesRead,
    string? Summary,
    string? Problem,
    Guid? RootEvent,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>The version of the profile it is read by; null for a known layout.</summary>
    public Guid? ProfileId { get; init; }

    /// <summary>Code of the registered system it comes from (8.02(1)(b)).</summary>
    public string SystemCode { get; init; } = "";

    /// <summary>That profile's name.</summary>
    public string? ProfileName { get; init; }

    public bool Ended => State is ImportState.Done or ImportState.Checked or ImportState.Refused or ImportState.Failed;

    /// <summary>0 to 100; by bytes while rows are read.</summary>
    public int Percent => State switch
    {
        ImportState.Received => 0,
        ImportState.Staging => FileBytes == 0 ? 0 : (int)Math.Min(90, BytesRead * 90 / FileBytes),
        ImportState.Staged or ImportState.Promoting => 95,
        _ => 100,
    };
}

/// <summary>Every row read is in exactly one of the four.</summary>
public sealed record ImportCounts(long Rows, long Accepted, long Held, long Rejected, long Unchanged)
{
    public static readonly ImportCounts Zero = new(0, 0, 0, 0, 0);
}

/// <summary>Where a run stands. Only Done has changed the record.</summary>
public enum ImportState
{
    Received,
    Staging,
    Staged,
    Promoting,

    /// <summary>A dry run, read to the end.</summary>
    Checked,
    Done,

    /// <summary>Read, and by its own rule not taken in: the report says why.</summary>
    Refused,

    /// <summary>Broke; it can be started again and goes on where it stopped.</summary>
    Failed,
}

/// <summary>What became of a row.</summary>
public enum ImportVerdict
{
    Accepted,
    Held,
    Rejected,
    Unchanged,
}
