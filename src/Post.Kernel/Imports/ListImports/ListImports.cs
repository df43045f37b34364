using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Imports.Drafts;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.ListImports;

/// <summary>Imports, newest first; twenty a page, by key.</summary>
[Requires(KernelPermissions.ReadImports)]
[Audited("imports.listed", DataClass.None)]
public sealed record ListImportsQuery(Guid? Before = null) : IQuery<ListImportsResult>;

/// <summary>A page of imports, the kinds and profiles by which files can be brought in, and files that wait to be mapped.</summary>
public sealed record ListImportsResult(
    IReadOnlyList<ImportRun> Runs,
    Guid? Next,
    IReadOnlyList<ImportKindRow> Kinds,
    IReadOnlyList<ImportProfileRow> Profiles,
    IReadOnlyList<ImportDraft> Drafts,
    IReadOnlyList<SourceSystem> Systems);

/// <summary>A kind by the name a verb takes and the title people read.</summary>
public sealed record ImportKindRow(string Name, string Title);

/// <summary>A profile in use, by its name.</summary>
public sealed record ImportProfileRow(string Kind, string Name);

internal sealed class ListImportsHandler(ImportRuns runs, ImportKinds kinds, ImportProfiles profiles, ImportDrafts drafts, ISourceSystems systems)
    : IRequestHandler<ListImportsQuery, Result<ListImportsResult>>
{
    private const int PageLength = 20;

    public async Task<Result<ListImportsResult>> Handle(ListImportsQuery query, CancellationToken ct)
    {
        var found = await runs.RecentAsync(query.Before, PageLength + 1, ct);
        var page = found.Take(PageLength).ToList();
        var next = found.Count > PageLength ? page[^1].Id : (Guid?)null;
        var live = (await profiles.LiveAsync(null, ct)).Select(p => new ImportProfileRow(p.Kind, p.Name)).ToList();
        var waiting = query.Before is null ? await drafts.OpenAsync(PageLength, ct) : [];
        return new ListImportsResult(page, next, [.. kinds.All.Select(k => new ImportKindRow(k.Name, k.Title))], live, waiting,
            await systems.InUseAsync(ct));
    }
}
