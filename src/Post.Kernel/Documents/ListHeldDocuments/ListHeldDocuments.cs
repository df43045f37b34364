using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.ListHeldDocuments;

/// <summary>Held documents about which nobody has decided, newest first; by key.</summary>
[Requires(KernelPermissions.ReleaseDocuments)]
[Audited("documents.held.listed", DataClass.Restricted, Fields = ["document names"])]
public sealed record ListHeldDocumentsQuery(Guid? Before = null, int Limit = 20) : IQuery<HeldDocuments>;

public sealed record HeldDocuments(IReadOnlyList<Document> Documents, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Documents.SelectMany(d => d.Subjects).Distinct();
    public int RowCount => Documents.Count;
}

internal sealed class ListHeldDocumentsHandler(DocumentRows rows, DocumentClasses classes)
    : IRequestHandler<ListHeldDocumentsQuery, Result<HeldDocuments>>
{
    public async Task<Result<HeldDocuments>> Handle(ListHeldDocumentsQuery query, CancellationToken ct)
    {
        var limit = Math.Clamp(query.Limit, 1, 100);
        var open = (await classes.AllAsync(ct)).Where(c => c.Open).Select(c => c.Code).ToArray();
        var found = await rows.HeldAsync(open, query.Before, limit + 1, ct);
        var page = found.Take(limit).ToList();
        return new HeldDocuments(page, found.Count > limit ? page[^1].Id : null);
    }
}
