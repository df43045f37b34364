using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;

namespace Post.Kernel.Imports.ExportRows;

/// <summary>The rows of a run that need somebody's hand, to be corrected and sent again: refused ones, held ones, or both.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Verdict">Null: refused and held.</param>
[Requires(KernelPermissions.ReadImports)]
[GivesOut]
[Audited("import.rows.exported", DataClass.Personal, Fields = ["import"], Lists = true)]
public sealed record ExportImportRowsQuery(Guid RunId, ImportVerdict? Verdict = null) : IQuery<ImportRowsExport>;

/// <summary>A finished file that is gone once it was sent.</summary>
public sealed record ImportRowsExport(Stream Content, string FileName, int RowCount, IReadOnlyCollection<Guid> Persons) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Persons;
}

internal sealed class ExportImportRowsHandler(ImportKinds kinds, ImportRuns runs, ImportFiles files, ImportProfiles profiles, DbSession session)
    : IRequestHandler<ExportImportRowsQuery, Result<ImportRowsExport>>
{
    public async Task<Result<ImportRowsExport>> Handle(ExportImportRowsQuery query, CancellationToken ct)
    {
        if (await runs.FindAsync(query.RunId, ct) is not { } run) return new NotFound("This import");
        string[] verdicts = query.Verdict is { } one ? [one.ToString()] : [nameof(ImportVerdict.Rejected), nameof(ImportVerdict.Held)];
        var kind = kinds.Find(run.Kind)!;
        var profile = run.ProfileId is { } id ? await profiles.FindAsync(id, ct) : null;
        var report = new RowsReport(kind, run, session);
        return await report.WriteAsync(files.PathOf(run.FileSha256), profile, verdicts, ct);
    }
}
