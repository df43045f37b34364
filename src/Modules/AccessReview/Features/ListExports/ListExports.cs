using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Exports;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ListExports;

/// <summary>Files of restricted data that wait for a second person, and those decided last.</summary>
[Requires(AccessReviewPermissions.DecideExports)]
[Audited("exports.listed", DataClass.Personal, Fields = ["access"], Lists = true)]
internal sealed record ListExportsQuery : IQuery<ListExportsResult>;

internal sealed record ListExportsResult(IReadOnlyList<ExportRow> Waiting, IReadOnlyList<ExportRow> Decided) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Waiting.Concat(Decided).SelectMany(r => r.Subjects).Distinct();
    public int RowCount => Waiting.Count + Decided.Count;
}

internal sealed class ListExportsHandler(AccessReviewDb db, ExportRows rows, CurrentCaller caller) : IRequestHandler<ListExportsQuery, Result<ListExportsResult>>
{
    private const int ShownAtMost = 50;

    public async Task<Result<ListExportsResult>> Handle(ListExportsQuery query, CancellationToken ct)
    {
        var me = caller.Value.Id;
        var waiting = await db.RestrictedExports.AsNoTracking().Where(e => e.DecidedAt == null && e.AccountId != me)
            .OrderBy(e => e.AskedAt).Take(ShownAtMost).ToListAsync(ct);
        var decided = await db.RestrictedExports.AsNoTracking().Where(e => e.DecidedAt != null && e.AccountId != me)
            .OrderByDescending(e => e.DecidedAt).Take(ShownAtMost).ToListAsync(ct);
        return new ListExportsResult([.. waiting.Select(rows.Of)], [.. decided.Select(rows.Of)]);
    }
}
