using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Post.Kernel.Documents.DecideHeldDocument;
using Post.Kernel.Documents.ListDocuments;
using Post.Kernel.Documents.OpenDocument;
using Post.Kernel.Documents.ReceiveDocument;
using Post.Kernel.Requests;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.Kernel.Documents;

/// <summary>Where documents come in and go out: the only addresses at which a document's own bytes appear.</summary>
public static class DocumentEndpoints
{
    public const string Receive = "/staff/documents/receive";
    public const string Download = "/staff/documents/download";
    public const string Decide = "/staff/documents/decide";

    private const string Staff = "/staff";

    // Each side has its own sign-in, so each has its own addresses; who may open what is asked at the documents, not here.
    private static readonly string[] s_sides = [Staff, "/me", "/agency"];

    // No script, no form, no plug-in, no request to anywhere: the bytes are looked at and nothing else.
    private const string Sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'";

    /// <param name="ticket">The right to fetch the document once.</param>
    /// <param name="side">The side that fetches it: staff, an officer's own portal, an agency's.</param>
    public static string ContentOf(string ticket, string side = Staff) => $"{side}/documents/content/{ticket}";

    public static string ReceiveAt(string side) => $"{side}/documents/receive";

    public static string DownloadAt(string side) => $"{side}/documents/download";

    public static void MapDocuments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Decide, DecideAsync);
        foreach (var side in s_sides)
        {
            endpoints.MapPost(ReceiveAt(side), (HttpContext http, [FromServices] UploadEndpoint upload) => ReceiveAsync(http, upload, side));
            endpoints.MapPost(
                DownloadAt(side),
                ([FromForm] Guid id, [FromForm] string? back, IDispatcher dispatcher, CancellationToken ct) => DownloadAsync(id, back, side, dispatcher, ct));
            endpoints.MapGet(ContentOf("{ticket}", side), FetchAsync);
        }
    }

    /// <summary>A page of the same side, or null: no form leads anywhere else.</summary>
    internal static string? PageOf(string side, string? back) =>
        back is not null && back.StartsWith($"{side}/", StringComparison.Ordinal) && !back.AsSpan().ContainsAny('\\', '?', '#')
            && !back.Contains("//", StringComparison.Ordinal) && !back.Contains("..", StringComparison.Ordinal) && !back.Any(char.IsControl) ? back : null;

    private static async Task<IResult> ReceiveAsync(HttpContext http, UploadEndpoint upload, string side)
    {
        var received = await upload.ReadAsync(http);
        var told = received.Refusal?.Code ?? (received.Value.HeldBecause is null ? "received" : "held");
        // Whoever is still sending is not listened to any more.
        if (received.Refused) http.Response.Headers.Connection = "close";
        return Results.Redirect(side == Staff ? $"{ListDocumentsPage.AddressOf(upload.Owner)}&told={told}" : $"{PageOf(side, upload.Back) ?? side}?told={told}");
    }

    private static async Task<IResult> DownloadAsync(Guid id, string? back, string side, IDispatcher dispatcher, CancellationToken ct)
    {
        var opened = await dispatcher.Send(new OpenDocumentCommand(id, DocumentUse.Download), ct);
        if (opened is { Refused: false, Value.Ticket: { } ticket }) return Results.Redirect(ContentOf(ticket, side));
        // The page of staff says again why not; it asks the same questions.
        return Results.Redirect(side == Staff ? $"/staff/documents/{id}" : $"{PageOf(side, back) ?? side}?told={opened.Refusal?.Code ?? "document-held"}");
    }

    private static async Task<IResult> DecideAsync(
        [FromForm] Guid id, [FromForm] HoldOutcome outcome, [FromForm] string? reason, IDispatcher dispatcher, CancellationToken ct)
    {
        var decided = await dispatcher.Send(new DecideHeldDocumentCommand(id, outcome, reason ?? ""), ct);
        return Results.Redirect($"/staff/documents/{id}?told={decided.Refusal?.Code ?? "decided"}");
    }

    private static async Task FetchAsync(string ticket, HttpContext http, IDispatcher dispatcher, [FromServices] DocumentStore store)
    {
        var fetched = await dispatcher.Send(new FetchDocumentCommand(ticket), http.RequestAborted);
        if (fetched.Refusal is { } refusal)
        {
            await RefuseAsync(http, refusal);
            return;
        }

        var (document, use) = fetched.Value;
        var facts = DocumentTypeFacts.Of(document.Content.Type);
        var shown = use is DocumentUse.Show && facts.View is not DocumentView.None;
        Protect(http.Response.Headers);
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(DocumentName.ForDownload(document.NameAsSent, document.Content.Type));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = facts.MediaTypeWith(document.Content.Charset);
        http.Response.ContentLength = document.Content.Bytes;
        await using var content = store.Open(document.Content.Sha256);
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, Refusal refusal)
    {
        Protect(http.Response.Headers);
        http.Response.StatusCode = refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            RefusalKind.Invalid => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(refusal.Text, http.RequestAborted);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Sandbox;
        headers.XFrameOptions = "SAMEORIGIN";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // One ticket is one request: a reader that fetches in pieces would find it used.
        headers.AcceptRanges = "none";
    }
}
