namespace Post.Audit;

/// <summary>What was last proved of the log; whoever seals it answers, and where nobody seals there is no answer.</summary>
public interface ISealState
{
    /// <summary>The latest signed checkpoint as text; null while there is none.</summary>
    Task<string?> LatestCheckpointAsync(CancellationToken ct);
}
