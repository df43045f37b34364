using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.ReceiveDocument;

/// <summary>
/// Reads an upload as it comes over the wire: the form's words first, then the one file, straight into the folder. Nothing
/// is gathered in memory, and nothing is read on once it is known that the file will not be taken.
/// </summary>
internal sealed class UploadEndpoint(
    IDispatcher dispatcher, DocumentStore store, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> forms)
{
    private const int LongestField = 4 * 1024;
    private const int MostFields = 16;
    private const string FileField = "file";
    private const long RoomForFields = 1024 * 1024;

    private readonly Dictionary<string, string> _fields = [];

    /// <summary>The page from which it was sent, as the form says.</summary>
    public string? Back => _fields.GetValueOrDefault("back");

    public DocumentOwnerKey Owner => new(_fields.GetValueOrDefault("kind", ""), _fields.GetValueOrDefault("of", ""));

    public async Task<Result<ReceivedDocument>> ReadAsync(HttpContext http)
    {
        var ct = http.RequestAborted;
        if (BoundaryOf(http.Request) is not { } boundary) return new UploadNotReadable();
        // The server's own limit would cut off before the form has said where to answer; each part read here has its limit.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        var reader = new MultipartReader(boundary, http.Request.Body);
        try
        {
            while (_fields.Count <= MostFields && await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } about) return new UploadNotReadable();
                // A browser sends the file's field also when no file was chosen, with an empty name.
                if (about.Name == FileField || about.IsFileDisposition()) return await TakeAsync(http, section.Body, about, ct);
                _fields[about.Name.Value ?? ""] = await FieldAsync(section.Body, ct);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return new UploadNotReadable();
        }

        return new UploadNotReadable();
    }

    private async Task<Result<ReceivedDocument>> TakeAsync(HttpContext http, Stream content, ContentDispositionHeaderValue about, CancellationToken ct)
    {
        if (!await IsOurFormAsync(http)) return new UploadNotReadable();
        var terms = await dispatcher.Send(new OpenUploadQuery(Owner, DeclaredBytes(http.Request)), ct);
        if (terms.Refusal is { } closed) return closed;
        var kept = await store.KeepAsync(content, terms.Value.MaxBytes, ct);
        if (kept.Refusal is { } lost) return lost;
        var name = about.FileNameStar.HasValue ? about.FileNameStar : HeaderUtilities.RemoveQuotes(about.FileName);
        return await dispatcher.Send(
            new ReceiveDocumentCommand(
                Owner, kept.Value.Sha256, name.Value ?? "", _fields.GetValueOrDefault("class", ""), _fields.GetValueOrDefault("from", ""),
                Guid.TryParse(_fields.GetValueOrDefault("supersedes"), CultureInfo.InvariantCulture, out var earlier) ? earlier : null),
            ct);
    }

    // The framework would read the whole form to find the token, so it is handed over by the header instead.
    private async Task<bool> IsOurFormAsync(HttpContext http)
    {
        http.Request.Headers[forms.Value.HeaderName!] = _fields.GetValueOrDefault(forms.Value.FormFieldName, "");
        return await antiforgery.IsRequestValidAsync(http);
    }

    // The form's words are a part of the length, and small.
    private static long? DeclaredBytes(HttpRequest request) => request.ContentLength is { } length ? Math.Max(0, length - RoomForFields) : null;

    private static async Task<string> FieldAsync(Stream body, CancellationToken ct)
    {
        var bytes = new byte[LongestField + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (read > LongestField) throw new InvalidDataException("A field is too long.");
        return System.Text.Encoding.UTF8.GetString(bytes, 0, read);
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
}
