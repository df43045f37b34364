using MediatR;
using Post.AccessReview.Domain;
using Post.AccessReview.Exports;
using Post.AccessReview.Facts;
using Post.Audit;
using Post.Kernel.Exports;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.PrepareExport;

/// <summary>What a question would give as a file, in numbers, before it is asked for.</summary>
[Requires(AccessReviewPermissions.AskExports)]
[Audited("export.prepared", DataClass.Personal, Fields = ["access"], Lists = true)]
internal sealed record PrepareExportQuery(string Export, string Question) : IQuery<PreparedExport>, IAsksFor
{
    public string? Query => Question;
}

internal sealed record PreparedExport(string Title, ExportMeasure Measure, int WordsAtLeast, int Hours) : INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => Measure.Subjects;
}

internal sealed class PrepareExportHandler(ExportKinds kinds, AccessRuleBook rules) : IRequestHandler<PrepareExportQuery, Result<PreparedExport>>
{
    public async Task<Result<PreparedExport>> Handle(PrepareExportQuery query, CancellationToken ct)
    {
        if (kinds.OpenToCaller(query.Export) is not { } kind) return new NoSuchExport();
        var measured = await kind.MeasureAsync(query.Question, ct);
        return measured.Refusal is { } refusal
            ? refusal
            : new PreparedExport(
                kind.Title, measured.Value, await rules.ValueAsync(AccessRuleCodes.RestrictedExportReason, ct),
                await rules.ValueAsync(AccessRuleCodes.RestrictedExport, ct));
    }
}
