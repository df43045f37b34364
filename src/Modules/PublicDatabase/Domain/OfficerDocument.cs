using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Post.PublicDatabase.Domain;

/// <summary>An officer in the form of the API: what is stored, served and cited are these same bytes.</summary>
public sealed record OfficerDocument(
    string Key,
    string OfficerId,
    string FirstName,
    string Surname,
    string? Suffix,
    string Status,
    string StatusCode,
    string? CurrentAgency,
    string? CurrentAgencyKey,
    string? County,
    string StatusMeaning,
    Explanation StatusWhy,
    IReadOnlyList<PublishedFormerName> FormerNames,
    PublishedCertification Certification,
    PublishedServiceHistory Service,
    IReadOnlyList<PublishedComplaint> Complaints,
    DateOnly DataThrough)
{
    /// <summary>Every present agency; a document written before officers could have several has none of these.</summary>
    public IReadOnlyList<PublishedAgencyName> CurrentAgencies
    {
        get => field ?? (CurrentAgency is null || CurrentAgencyKey is null ? [] : [new(CurrentAgencyKey, CurrentAgency)]);
        init;
    }

    public static byte[] Write(PublishedOfficer officer) =>
        JsonSerializer.SerializeToUtf8Bytes(Of(officer), OfficerDocumentJson.Readable.OfficerDocument);

    public static OfficerDocument Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, OfficerDocumentJson.Readable.OfficerDocument)
        ?? throw new JsonException("A published document is empty.");

    public static OfficerDocument Of(PublishedOfficer officer) => new(
        officer.Key,
        officer.OfficerNumber,
        officer.FirstName,
        officer.Surname,
        officer.Suffix,
        officer.Status.Label,
        officer.Status.Code,
        officer.CurrentAgency?.Name,
        officer.CurrentAgency?.Key,
        officer.County,
        officer.Status.Meaning,
        officer.Status.Why,
        officer.FormerNames,
        officer.Certification,
        officer.Service,
        officer.Complaints,
        officer.DataThrough)
    {
        CurrentAgencies = officer.CurrentAgencies,
    };
}

/// <summary>Writes letters of any language as they are and still escapes what HTML could read as markup.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OfficerDocument))]
[JsonSerializable(typeof(PublishedAgency))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class OfficerDocumentJson : JsonSerializerContext
{
    public static readonly OfficerDocumentJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
