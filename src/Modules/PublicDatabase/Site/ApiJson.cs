using System.Text.Json;
using Post.PublicDatabase.Domain;

namespace Post.PublicDatabase.Site;

/// <summary>JSON of small answers, in the same spelling as the documents.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = OfficerDocumentJson.Readable.Options.Encoder,
    };
}
