using System.Buffers;
using System.Text.Json;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Features.OfficersApi;

/// <summary>Writes a page of hits by hand: this is the site's busiest answer.</summary>
internal sealed class OfficerListJson : IDisposable
{
    private const int UsualSize = 16 * 1024;

    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = OfficerDocumentJson.Readable.Options.Encoder,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _bytes = new(UsualSize);
    private readonly Utf8JsonWriter _json;

    public OfficerListJson() => _json = new Utf8JsonWriter(_bytes, s_options);

    public ReadOnlyMemory<byte> Write(PublishedSnapshot snapshot, SearchResult found)
    {
        _json.WriteStartObject();
        _json.WriteStartArray("items"u8);
        foreach (var hit in found.Hits) WriteOfficer(hit, snapshot);
        _json.WriteEndArray();
        _json.WriteString("next"u8, found.Next);
        _json.WriteNumber("total"u8, found.Total.Count);
        _json.WriteBoolean("moreThanTotal"u8, found.Total.MoreThan);
        _json.WriteString("dataThrough"u8, Cells.Day(snapshot.State.DataThrough));
        _json.WriteStartArray("advisories"u8);
        foreach (var text in Advisories.Texts) _json.WriteStringValue(text);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _bytes.WrittenMemory;
    }

    public void Dispose() => _json.Dispose();

    private void WriteOfficer(SearchHit hit, PublishedSnapshot snapshot)
    {
        var officer = hit.Officer;
        _json.WriteStartObject();
        _json.WriteString("key"u8, officer.Key);
        _json.WriteString("officerId"u8, officer.OfficerNumber);
        _json.WriteString("firstName"u8, officer.FirstName);
        _json.WriteString("surname"u8, officer.Surname);
        _json.WriteString("suffix"u8, officer.Suffix);
        _json.WriteString("status"u8, snapshot.StatusLabels[officer.StatusCode]);
        _json.WriteString("statusCode"u8, officer.StatusCode);
        _json.WriteString("currentAgency"u8, officer.AgencyName);
        _json.WriteString("currentAgencyKey"u8, officer.AgencyKey);
        WriteAgencies(officer);
        _json.WriteString("county"u8, officer.County);
        _json.WriteString("match"u8, MatchWords.Of(hit.Reason));
        _json.WriteEndObject();
    }

    private void WriteAgencies(SearchableOfficer officer)
    {
        _json.WriteStartArray("currentAgencies"u8);
        if (officer.AgencyKey is { } key) WriteAgency(key, officer.AgencyName);
        foreach (var agency in officer.MoreAgencies) WriteAgency(agency.Key, agency.Name);
        _json.WriteEndArray();
    }

    private void WriteAgency(string key, string? name)
    {
        _json.WriteStartObject();
        _json.WriteString("key"u8, key);
        _json.WriteString("name"u8, name);
        _json.WriteEndObject();
    }
}
