using System.Globalization;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents;

/// <summary>Larger than what is taken over the web.</summary>
public sealed record DocumentTooLarge(long MaxBytes)
    : Refusal($"This file is larger than {(MaxBytes >> 20).ToString(CultureInfo.InvariantCulture)} MB, and nothing of it was kept. Send it in parts, or ask an operator to raise the limit.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Nothing was chosen or nothing was in it.</summary>
public sealed record DocumentEmpty() : Refusal("The file is empty, or none was chosen. Choose a file and send it again.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The form did not come as the page sends it.</summary>
public sealed record UploadNotReadable() : Refusal("The upload was not complete, and nothing of it was kept. Load the page again and send the file once more.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>One person has sent as much as one person may in a day.</summary>
public sealed record UploadQuotaReached(long MaxBytesPerDay)
    : Refusal($"You have sent as much as one person may in a day ({(MaxBytesPerDay >> 20).ToString(CultureInfo.InvariantCulture)} MB). Go on tomorrow, or ask an operator to raise the limit.");

/// <summary>The disk is full, or nearly.</summary>
public sealed record NoRoomForDocument()
    : Refusal("There is no room for this file on the server, and nothing of it was kept. Tell the operator that the disk for documents is full.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}

/// <summary>The folder cannot be written.</summary>
public sealed record DocumentFolderUnavailable()
    : Refusal("The folder for documents cannot be written, and nothing of this file was kept. Tell the operator.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}

/// <summary>The content that the request names is not in the folder.</summary>
public sealed record DocumentContentLost() : Refusal("The file did not stay in the folder for documents. Send it again.");

/// <summary>No class of that name is open to the sender's role today.</summary>
public sealed record DocumentClassNotOpen() : Refusal("That class of data is not open to your role. Choose one from the list.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The role may see that there is a document, and not what is in it.</summary>
public sealed record DocumentClassClosed(string Label)
    : Refusal($"Documents of this class (“{Label}”) are not open to your role. Counsel or the Executive Director can open them.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>What the document would show has been decided on.</summary>
public sealed record MatterClosed() : Refusal("Nothing can be added any more: it was answered. What is missing comes with a new statement or report.");

/// <summary>Only a document of the same owner that nothing supersedes yet can be superseded.</summary>
public sealed record CannotSupersede()
    : Refusal("The document you want to replace belongs elsewhere or has been replaced already. Load the page again.");

/// <summary>It is kept and not served.</summary>
public sealed record DocumentHeld(string Because) : Refusal($"This document is kept and cannot be opened. {Because}");

/// <summary>Nothing about it can be decided by a person: it is not held, or a scanner or damage holds it.</summary>
public sealed record NotForDecision(string? Because)
    : Refusal(Because is null ? "This document is not held: there is nothing to decide." : $"Nobody can release this document. {Because}")
{
    internal static NotForDecision Of(DocumentContent content) =>
        new(content is { HoldWords: not null, Scan: ScanState.Waiting } ? "The scanner has not looked at it yet; try again when it has." : content.HeldBecause);
}

/// <summary>The bytes are no longer those that came.</summary>
public sealed record DocumentDamaged()
    : Refusal("This document is no longer what it was when it came, so it is not shown. The operator has been told.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}

/// <summary>A ticket that does not exist, was used, is too old, or is another's.</summary>
public abstract record TicketRefused(string Text) : Refusal(Text)
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

public sealed record TicketUnknown() : TicketRefused("This link to a document is not valid. Open the document's page and ask again.");

public sealed record TicketUsed() : TicketRefused("This link to a document was used already; each works once. Open the document's page and ask again.");

public sealed record TicketExpired() : TicketRefused("This link to a document has run out. Open the document's page and ask again.");

public sealed record TicketOfAnother() : TicketRefused("This link to a document was made for another session. Open the document's page and ask again.");

/// <summary>Finds the words again when a page was reached by a redirection that carries a refusal's code.</summary>
public static class UploadRefusals
{
    public static Refusal Of(string code, DocumentSettings settings) =>
        All(settings).FirstOrDefault(r => r.Code == code) ?? new UploadNotReadable();

    private static Refusal[] All(DocumentSettings settings) =>
    [
        new DocumentTooLarge(settings.MaxBytes), new DocumentEmpty(), new UploadQuotaReached(settings.MaxBytesPerDay),
        new NoRoomForDocument(), new DocumentFolderUnavailable(), new DocumentContentLost(), new DocumentClassNotOpen(),
        new CannotSupersede(), new MatterClosed(), new NotAllowed(""), new PurposeNeeded(), new PurposeNotValid(""), new NotFound("The file it belongs to"),
        new NotRecorded(), new NotValid(["Say from whom the document came, in at most 200 characters."]),
    ];
}
