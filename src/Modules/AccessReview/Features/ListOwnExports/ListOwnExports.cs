using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Exports;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ListOwnExports;

/// <summary>The files of restricted data the caller asked for, the newest first.</summary>
/// <param name="After">The last one of the page before.</param>
[Requires(AccessReviewPermissions.AskExports)]
[Audited("exports.own.listed", DataClass.Personal, Fields = ["access"], Lists = true)]
internal sealed record ListOwnExportsQuery(Guid? After = null) : IQuery<ListOwnExportsResult>;

internal sealed record ListOwnExportsResult(IReadOnlyList<ExportRow> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.SelectMany(r => r.Subjects).Distinct();
    public int RowCount => Rows.Count;
}

internal sealed class ListOwnExportsHandler(AccessReviewDb db, ExportRows rows, CurrentCaller caller)
    : IRequestHandler<ListOwnExportsQuery, Result<ListOwnExportsResult>>
{
    private const int PageLength = 25;

    public async Task<Result<ListOwnExportsResult>> Handle(ListOwnExportsQuery query, CancellationToken ct)
    {
        var me = caller.Value.Id;
        var mine = db.RestrictedExports.AsNoTracking().Where(e => e.AccountId == me);
        if (query.After is { } after) mine = mine.Where(e => e.Id < after);
        var page = await mine.OrderByDescending(e => e.Id).Take(PageLength + 1).ToListAsync(ct);
        return new ListOwnExportsResult([.. page.Take(PageLength).Select(rows.OfAsker)], page.Count > PageLength ? page[PageLength - 1].Id : null);
    }
}
