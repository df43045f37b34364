using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.OpenDocument;

/// <summary>Whether the caller may open a document: its owner's rule and the rule of its class, asked anew each time.</summary>
internal sealed class DocumentAccess(DocumentRows rows, DocumentOwners owners, DocumentClasses classes, ChangeContext change)
{
    public async Task<Result<OpenedDocument>> OpenAsync(Guid id, CancellationToken ct)
    {
        if (await rows.FindAsync(id, ct) is not { } document) return new NotFound("This document");
        // Named in the event also when the answer is no: somebody tried to see what is about them.
        change.About(document.Subjects);
        var matter = await owners.OpenAsync(document.Owner, ct);
        if (matter.Refusal is { } refusal) return refusal;
        var kind = await classes.FindAsync(document.Class, ct);
        if (!kind.Open) return new DocumentClassClosed(kind.Label);
        return new OpenedDocument(document, kind, matter.Value, null);
    }
}
