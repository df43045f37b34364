using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports.ShowImport;

/// <summary>One import with its figures; asked every second while it runs, so it names no person.</summary>
[Requires(KernelPermissions.ReadImports)]
[Audited("import.shown", DataClass.None)]
public sealed record ShowImportQuery(Guid RunId) : IQuery<ImportRun>;

internal sealed class ShowImportHandler(ImportRuns runs) : IRequestHandler<ShowImportQuery, Result<ImportRun>>
{
    public async Task<Result<ImportRun>> Handle(ShowImportQuery query, CancellationToken ct) =>
        await runs.FindAsync(query.RunId, ct) is { } run ? run : new NotFound("This import");
}
