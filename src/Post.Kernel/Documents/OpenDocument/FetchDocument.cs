using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Documents.CheckDocuments;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;

namespace Post.Kernel.Documents.OpenDocument;

/// <summary>Gives a ticket back for the bytes. The event is durable before the first of them leaves.</summary>
[Requires(KernelPermissions.ReadDocuments)]
[GivesOut]
[Audited("document.fetched", DataClass.Restricted, Fields = ["document"])]
public sealed record FetchDocumentCommand(string Ticket) : ICommand<FetchedDocument>;

/// <summary>Which bytes may leave now, and how.</summary>
public sealed record FetchedDocument(Document Document, DocumentUse Use) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Document.Subjects;
    public int RowCount => 1;
}

internal sealed class FetchDocumentHandler(
    DocumentAccess access, DocumentTickets tickets, DocumentStore store, DamageReport damage, ChangeContext change, CurrentCaller caller)
    : IRequestHandler<FetchDocumentCommand, Result<FetchedDocument>>
{
    public async Task<Result<FetchedDocument>> Handle(FetchDocumentCommand command, CancellationToken ct)
    {
        var redeemed = await tickets.RedeemAsync(command.Ticket, caller.Value, ct);
        var id = redeemed.Refused ? await tickets.DocumentOfAsync(command.Ticket, ct) : redeemed.Value.Document;
        if (id is not { } known) return redeemed.Refusal!;
        var opened = await access.OpenAsync(known, ct);
        if (redeemed.Refusal is { } refusal) return refusal;
        if (opened.Refusal is { } closed) return closed;

        var (document, content) = (opened.Value.Document, opened.Value.Document.Content);
        change.Artefact(Convert.FromHexString(content.Sha256));
        var kept = redeemed.Value.Use is DocumentUse.Download ? document.KeptBecause : content.HeldBecause;
        if (kept is not null) return new DocumentHeld(kept);
        if ((await store.LookAsync(content.Sha256, ct))?.Sha256 != content.Sha256)
        {
            await damage.ReportAsync(content.Sha256);
            return new DocumentDamaged();
        }

        change.Summarise($"{redeemed.Value.Use}, {content.Bytes} bytes");
        return new FetchedDocument(document, redeemed.Value.Use);
    }
}
