using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.ListImports;

/// <summary>Imports, newest first; twenty a page, by key.</summary>
[Requires(KernelPermissions.ReadImports)]
[Audited("imports.listed", DataClass.None)]
public sealed record ListImportsQuery(Guid? Before = null) : IQuery<ListImportsResult>;

/// <summary>A page of imports and the kinds that can be brought in.</summary>
public sealed record ListImportsResult(IReadOnlyList<ImportRun> Runs, Guid? Next, IReadOnlyList<ImportKindRow> Kinds);

/// <summary>A kind by the name a verb takes and the title people read.</summary>
public sealed record ImportKindRow(string Name, string Title);

internal sealed class ListImportsHandler(ImportRuns runs, ImportKinds kinds) : IRequestHandler<ListImportsQuery, Result<ListImportsResult>>
{
    private const int PageLength = 20;

    public async Task<Result<ListImportsResult>> Handle(ListImportsQuery query, CancellationToken ct)
    {
        var found = await runs.RecentAsync(query.Before, PageLength + 1, ct);
        var page = found.Take(PageLength).ToList();
        var next = found.Count > PageLength ? page[^1].Id : (Guid?)null;
        return new ListImportsResult(page, next, [.. kinds.All.Select(k => new ImportKindRow(k.Name, k.Title))]);
    }
}
