using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.ListMatters;

/// <summary>Matters by number and title, the newest first; whom they are about is not told here.</summary>
[Requires(AccessReviewPermissions.ReadMatters)]
[Audited("matters.listed", DataClass.None)]
internal sealed record ListMattersQuery(bool Closed, bool Mine, Guid? After, int Limit = 25) : IQuery<ListMattersResult>;

internal sealed record ListMattersResult(IReadOnlyList<MatterRow> Rows, Guid? Next, IReadOnlyList<MatterKindRow> Kinds) : ICountsRows
{
    public int RowCount => Rows.Count;
}

internal sealed record MatterRow(
    Guid Id, string Number, string Kind, string Title, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, IReadOnlyList<string> People);

internal sealed record MatterKindRow(string Code, string Label, string Clause);

internal sealed class ListMattersHandler(AccessReviewDb db, CurrentCaller caller) : IRequestHandler<ListMattersQuery, Result<ListMattersResult>>
{
    public async Task<Result<ListMattersResult>> Handle(ListMattersQuery query, CancellationToken ct)
    {
        var me = caller.Value.Id;
        var matters = db.Matters.AsNoTracking().Where(m => m.ClosedAt != null == query.Closed);
        if (query.Mine) matters = matters.Where(m => m.Assignments.Any(a => a.EndedAt == null && a.AccountId == me));
        // Ids rise with time: the newest matter has the greatest.
        if (query.After is { } after) matters = matters.Where(m => m.Id < after);
        var kinds = await db.MatterKinds.AsNoTracking().OrderBy(k => k.Place).Select(k => new MatterKindRow(k.Code, k.Label, k.Clause)).ToListAsync(ct);
        var labels = kinds.ToDictionary(k => k.Code, k => k.Label);
        var found = await matters.OrderByDescending(m => m.Id).Take(query.Limit + 1)
            .Select(m => new
            {
                m.Id,
                m.Number,
                m.Kind,
                m.Title,
                m.OpenedAt,
                m.ClosedAt,
                People = m.Assignments.Where(a => a.EndedAt == null).OrderBy(a => a.AccountName).Select(a => a.AccountName).ToList(),
            })
            .ToListAsync(ct);
        var page = found.Take(query.Limit).Select(m => new MatterRow(m.Id, m.Number, labels[m.Kind], m.Title, m.OpenedAt, m.ClosedAt, m.People)).ToList();
        return new ListMattersResult(page, found.Count > query.Limit ? page[^1].Id : null, kinds);
    }
}
