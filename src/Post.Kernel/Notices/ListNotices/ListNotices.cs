using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.ListNotices;

/// <summary>Notices, newest first; fifty a page, by key.</summary>
[Requires(KernelPermissions.ReadNotices)]
[Audited("notices.listed", DataClass.Personal, Fields = ["notice"], Lists = true)]
public sealed record ListNoticesQuery(NoticeState? State = null, Guid? Before = null) : IQuery<ListNoticesResult>;

/// <summary>A page of notices and the key of the next page.</summary>
public sealed record ListNoticesResult(IReadOnlyList<NoticeRow> Rows, Guid? Next, IReadOnlyCollection<Guid> Persons)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Persons;

    public int RowCount => Rows.Count;
}

/// <summary>One notice of the list.</summary>
public sealed record NoticeRow(
    Guid Id, long Number, string KindTitle, Addressee To, string Subject, NoticeState State, bool? Sufficient, string IssuedBy,
    DateTimeOffset IssuedAt);

internal sealed class ListNoticesHandler(NoticeBook book) : IRequestHandler<ListNoticesQuery, Result<ListNoticesResult>>
{
    private const int PageLength = 50;

    public async Task<Result<ListNoticesResult>> Handle(ListNoticesQuery query, CancellationToken ct)
    {
        var found = await book.ListAsync(query.State, query.Before, PageLength + 1, ct);
        var page = found.Take(PageLength).ToList();
        return new ListNoticesResult(
            [.. page.Select(n => new NoticeRow(n.Id, n.Number, n.KindTitle, n.To, n.Subject, n.State, n.Sufficient, n.IssuedBy, n.IssuedAt))],
            found.Count > PageLength ? page[^1].Id : null,
            [.. page.SelectMany(n => n.Subjects).Distinct()]);
    }
}
