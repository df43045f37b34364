using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.OpenDocument;

/// <summary>Opens a document's page, or asks for its file: tells what is known of it and gives a ticket for its bytes.</summary>
[Requires(KernelPermissions.ReadDocuments)]
[Audited("document.opened", DataClass.Restricted, Fields = ["document"])]
public sealed record OpenDocumentCommand(Guid Id, DocumentUse Use) : ICommand<OpenedDocument>;

/// <summary>A document as its page shows it.</summary>
/// <param name="Document">What is known of it.</param>
/// <param name="Class">Its class of data, in words.</param>
/// <param name="Matter">What it is attached to.</param>
/// <param name="Ticket">Fetches the bytes once; null when they are held, or cannot be shown in a page.</param>
public sealed record OpenedDocument(Document Document, DocumentClass Class, DocumentMatter Matter, string? Ticket) : INamesSubjects, ICountsRows
{
    /// <summary>Whether the caller's role decides about held documents.</summary>
    public bool MayDecide { get; init; }

    public IEnumerable<Guid> SubjectIds => Document.Subjects;
    public int RowCount => 1;
    public DocumentTypeFacts Type => DocumentTypeFacts.Of(Document.Content.Type);
}

internal sealed class OpenDocumentHandler(DocumentAccess access, DocumentTickets tickets, PermissionTable permissions, ChangeContext change, CurrentCaller caller)
    : IRequestHandler<OpenDocumentCommand, Result<OpenedDocument>>
{
    public async Task<Result<OpenedDocument>> Handle(OpenDocumentCommand command, CancellationToken ct)
    {
        var opened = await access.OpenAsync(command.Id, ct);
        if (opened.Refusal is { } refusal) return refusal;
        var document = opened.Value.Document;
        change.Artefact(Convert.FromHexString(document.Content.Sha256));
        if (command.Use is DocumentUse.Download && document.KeptBecause is { } kept) return new DocumentHeld(kept);

        var bytes = command.Use is DocumentUse.Download
            || (document.Content.HeldBecause is null && opened.Value.Type.View is not DocumentView.None);
        var ticket = bytes ? await tickets.IssueAsync(command.Id, command.Use, caller.Value, ct) : null;
        change.Summarise(ticket is null ? "page" : $"page, ticket to {command.Use}");
        return opened.Value with { Ticket = ticket, MayDecide = permissions.Allows(caller.Value.Roles, KernelPermissions.ReleaseDocuments) };
    }
}
