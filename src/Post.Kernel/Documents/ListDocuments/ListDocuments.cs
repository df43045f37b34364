using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.ListDocuments;

/// <summary>The documents attached to one matter, newest first; twenty a page, by key.</summary>
[Requires(KernelPermissions.ReadDocuments)]
[Audited("documents.listed", DataClass.Restricted, Fields = ["document names"])]
public sealed record ListDocumentsQuery(DocumentOwnerKey Owner, Guid? Before = null) : IQuery<ListedDocuments>;

/// <summary>A page of a matter's documents, and the classes that the caller may give to a new one: none to who may not add.</summary>
public sealed record ListedDocuments(
    DocumentMatter Matter, IReadOnlyList<ListedDocument> Documents, Guid? Next, IReadOnlyList<DocumentClass> OpenClasses)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Matter.SubjectIds.Concat(Documents.SelectMany(d => d.Document.Subjects)).Distinct();
    public int RowCount => Documents.Count;
}

/// <summary>One document with its class; where the class is closed to the caller, its name and sender are blank.</summary>
public sealed record ListedDocument(Document Document, DocumentClass Class);

internal sealed class ListDocumentsHandler(DocumentOwners owners, DocumentRows rows, DocumentClasses classes)
    : IRequestHandler<ListDocumentsQuery, Result<ListedDocuments>>
{
    private const int PageLength = 20;

    public async Task<Result<ListedDocuments>> Handle(ListDocumentsQuery query, CancellationToken ct)
    {
        var matter = await owners.OpenAsync(query.Owner, ct);
        if (matter.Refusal is { } refusal) return refusal;
        var all = await classes.AllAsync(ct);
        var found = await rows.OfAsync(query.Owner, query.Before, PageLength + 1, ct);
        var page = found.Take(PageLength).Select(d => Listed(d, all)).ToList();
        var next = found.Count > PageLength ? page[^1].Document.Id : (Guid?)null;
        var mayAdd = matter.Value.TakesMore && owners.MayAdd(query.Owner);
        return new ListedDocuments(matter.Value, page, next, mayAdd ? [.. all.Where(c => c.Open && (matter.Value.Class ?? c.Code) == c.Code)] : []);
    }

    private static ListedDocument Listed(Document document, IReadOnlyList<DocumentClass> classes)
    {
        var kind = classes.SingleOrDefault(c => c.Code == document.Class) ?? new DocumentClass(document.Class, document.Class, Open: false);
        return kind.Open ? new(document, kind) : new(document with { NameAsSent = "", ReceivedFrom = "", ReceivedBy = "" }, kind);
    }
}
