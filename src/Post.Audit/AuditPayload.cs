using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Post.Audit;

/// <summary>A change of one field; restricted values are given as digests by the caller, never in the clear.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>The removable part of an event: labels, own words, what was asked, what changed.</summary>
public sealed record AuditPayload(
    string? Reason,
    string? Query,
    string? Summary,
    IReadOnlyList<FieldChange> Changes)
{
    public static readonly AuditPayload Empty = new(null, null, null, []);

    // Names are written as they stand, so that a reader sees O'Brien and not an escape; the bytes are what is hashed.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Deterministic UTF-8 JSON with Audit.NET's field names where both have the field (ADR 0002).</summary>
    public static byte[] Encode(AuditEvent e)
    {
        using var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("EventType", e.Action);
            json.WriteStartObject("Environment");
            json.WriteString("UserName", Clean(e.Actor.Label));
            json.WriteEndObject();
            WriteCustomFields(json, e);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    // A field of the stored format: it must not follow a rename of the property.
    private const string ChangesField = "Changes";

    private static void WriteCustomFields(Utf8JsonWriter json, AuditEvent e)
    {
        json.WriteStartObject("CustomFields");
        Optional(json, "Reason", e.Reason.Text ?? e.Payload.Reason);
        Optional(json, "Query", e.Payload.Query);
        Optional(json, "Summary", e.Payload.Summary);
        if (e.Payload.Changes.Count > 0)
        {
            json.WriteStartArray(ChangesField);
            foreach (var change in e.Payload.Changes)
            {
                json.WriteStartObject();
                json.WriteString("Field", change.Field);
                Optional(json, "Before", change.Before);
                Optional(json, "After", change.After);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, Clean(value));
    }

    // One spelling for one text: without this the same name typed two ways would hash two ways. NUL cannot be stored, and
    // U+FFFE, which is no character, makes normalising throw: anybody could type it and stop a whole batch of events.
    internal static string Clean(string text)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return whole.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormC).Replace('\0', '\uFFFD');
    }
}
