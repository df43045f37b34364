using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Documents.Inspection;
using Post.Kernel.Documents.ScanDocuments;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.ReceiveDocument;

/// <summary>Takes kept bytes onto the record as a document; what is not safe to serve is kept too, and held.</summary>
/// <param name="Owner">What it is attached to.</param>
/// <param name="Sha256">Under which <see cref="DocumentStore"/> keeps it.</param>
/// <param name="NameAsSent">The sender's name for the file, for people only.</param>
/// <param name="Class">Class of data; nothing is public by being received (12.03(2) Record).</param>
/// <param name="ReceivedFrom">Who gave it, in words.</param>
/// <param name="Supersedes">The document of the same owner in whose place it comes.</param>
[Requires(KernelPermissions.ReceiveDocuments)]
[Audited("document.received", DataClass.Restricted, Fields = ["document"])]
public sealed record ReceiveDocumentCommand(
    DocumentOwnerKey Owner, string Sha256, string NameAsSent, string Class, string ReceivedFrom, Guid? Supersedes = null)
    : ICommand<ReceivedDocument>;

/// <summary>The document's id, and why it is held, if it is.</summary>
public sealed record ReceivedDocument(Guid Id, string? HeldBecause);

internal sealed class ReceiveDocumentValidator : AbstractValidator<ReceiveDocumentCommand>
{
    private const int FromMaxLength = 200;

    public ReceiveDocumentValidator()
    {
        RuleFor(c => c.Owner).NotNull();
        RuleFor(c => c.Sha256).Matches("^[0-9a-f]{64}$");
        RuleFor(c => c.ReceivedFrom).Must(f => !string.IsNullOrWhiteSpace(f) && f.Length <= FromMaxLength && !f.Any(char.IsControl))
            .WithMessage("Say from whom the document came, in at most 200 characters.");
    }
}

internal sealed class ReceiveDocumentHandler(
    DocumentOwners owners,
    DocumentRows rows,
    DocumentClasses classes,
    DocumentStore store,
    DocumentSettings settings,
    ClamScanner scanner,
    ChangeContext change,
    CurrentCaller caller,
    TimeProvider clock)
    : IRequestHandler<ReceiveDocumentCommand, Result<ReceivedDocument>>
{
    public async Task<Result<ReceivedDocument>> Handle(ReceiveDocumentCommand command, CancellationToken ct)
    {
        change.Artefact(Convert.FromHexString(command.Sha256));
        // Before the first statement: a long look must not hold a transaction open.
        var looked = await LookAsync(command.Sha256, ct);
        if (looked is not { } look) return new DocumentContentLost();

        var matter = await owners.OpenToAddAsync(command.Owner, ct);
        if (matter.Refusal is { } refusal) return refusal;
        var (kind, from) = (matter.Value.Class ?? command.Class, matter.Value.From ?? command.ReceivedFrom);
        if (!(await classes.FindAsync(kind, ct)).Open) return new DocumentClassNotOpen();
        if (!await MaySupersedeAsync(command, ct)) return new CannotSupersede();

        await rows.HoldContentAsync(command.Sha256, ct);
        if (!File.Exists(store.PathOf(command.Sha256))) return new DocumentContentLost();
        await rows.KeepContentAsync(look.Content, look.Hold?.Code, ct);
        var content = (await rows.FindContentAsync(command.Sha256, ct))!;
        var document = Made(command with { Class = kind, ReceivedFrom = from }, content, matter.Value.SubjectIds);
        await rows.AddAsync(document, caller.Value.Id ?? Guid.Empty, ct);
        Tell(document);
        return new ReceivedDocument(document.Id, content.HeldBecause);
    }

    private async Task<(DocumentContent Content, Hold? Hold)?> LookAsync(string sha256, CancellationToken ct)
    {
        FileStream file;
        try
        {
            file = store.Open(sha256);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        await using (file)
        {
            var seen = await Task.Run(() => DocumentInspector.Inspect(file, settings.Inspection, ct), ct);
            var scan = await scanner.ScanAsync(file, ct);
            var content = new DocumentContent(
                sha256, file.Length, seen.Type, seen.Charset, seen.Hold?.Words, scan.State, scan.Found, Integrity.Intact, clock.GetUtcNow());
            return (content, seen.Hold);
        }
    }

    private async Task<bool> MaySupersedeAsync(ReceiveDocumentCommand command, CancellationToken ct)
    {
        if (command.Supersedes is not { } earlier) return true;
        return await rows.FindAsync(earlier, ct) is { SupersededBy: null } found
            && found.Owner == command.Owner
            && (await classes.FindAsync(found.Class, ct)).Open;
    }

    private Document Made(ReceiveDocumentCommand command, DocumentContent content, IReadOnlyList<Guid> subjects) => new(
        Guid.CreateVersion7(clock.GetUtcNow()), content, DocumentName.Kept(command.NameAsSent), command.Class, command.ReceivedFrom.Trim(),
        caller.Value.Name, clock.GetUtcNow(), subjects, command.Owner, command.Supersedes, null);

    private void Tell(Document document)
    {
        change.About(document.Subjects);
        change.Changed("document", null, document.Id.ToString());
        change.Changed("name", null, document.ShownName);
        change.Changed("class", null, document.Class);
        change.Changed("received from", null, document.ReceivedFrom);
        if (document.Supersedes is { } earlier) change.Changed("supersedes", null, earlier.ToString());
        change.Summarise($"{document.Content.Type}, {document.Content.Bytes} bytes{(document.Content.HeldBecause is null ? "" : ", held")}");
    }
}
