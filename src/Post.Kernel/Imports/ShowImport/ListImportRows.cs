using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.ShowImport;

/// <summary>What became of the rows of an import, with the reason and the cells as they stood; fifty a page, by row.</summary>
[Requires(KernelPermissions.ReadImports)]
[Audited("import.rows.shown", DataClass.Personal, Fields = ["import"], Lists = true)]
public sealed record ListImportRowsQuery(Guid RunId, ImportVerdict? Verdict, long After = 0) : IQuery<ListImportRowsResult>;

/// <summary>A page of rows and the key of the next page.</summary>
public sealed record ListImportRowsResult(IReadOnlyList<ImportRowResult> Rows, long? Next, IReadOnlyCollection<Guid> Persons)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Persons;

    public int RowCount => Rows.Count;
}

/// <summary>One row's outcome.</summary>
public sealed record ImportRowResult(
    long RowNumber, long Line, ImportVerdict Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<string> Cells);

internal sealed class ListImportRowsHandler(ImportKinds kinds, ImportRuns runs, DbSession session)
    : IRequestHandler<ListImportRowsQuery, Result<ListImportRowsResult>>
{
    private const int PageLength = 50;

    public async Task<Result<ListImportRowsResult>> Handle(ListImportRowsQuery query, CancellationToken ct)
    {
        if (await runs.FindAsync(query.RunId, ct) is not { } run) return new NotFound("This import");
        var kind = kinds.Find(run.Kind)!;
        await using var command = new NpgsqlCommand(
            $"""
            select row_no, line, verdict, reasons, cells from {kind.StagingTable}
            where run_id = $1 and row_no > $2 and ($3::text is null or verdict = $3) order by row_no limit $4
            """, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = query.After });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = query.Verdict?.ToString() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageLength + 1 });
        var found = await ReadAsync(command, ct);
        var page = found.Take(PageLength).ToList();
        var persons = await kind.PersonsAsync(run, [.. page.Select(r => r.RowNumber)], ct);
        return new ListImportRowsResult(page, found.Count > PageLength ? page[^1].RowNumber : null, persons);
    }

    private static async Task<List<ImportRowResult>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<ImportRowResult>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new ImportRowResult(reader.GetInt64(0), reader.GetInt64(1), Enum.Parse<ImportVerdict>(reader.GetString(2)),
                reader.GetFieldValue<string[]>(3), reader.GetFieldValue<string[]>(4)));
        }

        return rows;
    }
}
