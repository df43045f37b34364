using Post.Kernel.Data;

namespace Post.Kernel.Imports;

/// <summary>A row that was not accepted, and why; without its cells, which may hold more than its sender should be sent.</summary>
public sealed record RejectedRow(long RowNumber, long Line, IReadOnlyList<string> Reasons);

/// <summary>What a module may know of a run and the rows that were not accepted, to tell whoever sent the file.</summary>
public sealed class RejectedRows(ImportRuns runs, ImportKinds kinds, DbSession session)
{
    public Task<ImportRun?> RunAsync(Guid run, CancellationToken ct) => runs.FindAsync(run, ct);

    /// <summary>In the order of the file.</summary>
    public Task<IReadOnlyList<RejectedRow>> OfAsync(ImportRun run, int limit, CancellationToken ct) => session.RowsAsync(
        $"""
        select row_no, line, reasons from {kinds.Find(run.Kind)!.StagingTable}
        where run_id = $1 and verdict = 'Rejected' order by row_no limit $2
        """,
        r => new RejectedRow(r.GetInt64(0), r.GetInt64(1), r.GetFieldValue<string[]>(2)), ct, run.Id, limit);

    /// <summary>Persons of the record whom these rows name.</summary>
    public Task<IReadOnlyCollection<Guid>> PersonsAsync(ImportRun run, IEnumerable<RejectedRow> rows, CancellationToken ct) =>
        kinds.Find(run.Kind)!.PersonsAsync(run, [.. rows.Select(r => r.RowNumber)], ct);
}
