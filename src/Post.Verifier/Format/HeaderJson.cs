using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Post.Verifier.Format;

/// <summary>A header as JSON for an export, and back to the same bytes.</summary>
internal static class HeaderJson
{
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> header)
    {
        var reader = new HeaderReader(header);
        json.WriteStartObject();
        foreach (var field in HeaderField.All)
        {
            json.WritePropertyName(field.Name);
            if (!field.IsList)
            {
                WriteValue(json, field.Kind, reader.Next(out var absent), absent);
                continue;
            }

            json.WriteStartArray();
            for (var count = reader.NextNumber(); count > 0; count--)
            {
                WriteValue(json, field.Kind is FieldKind.IdList ? FieldKind.Id : FieldKind.Text, reader.Next(out var absent), absent);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void Read(JsonElement json, HeaderWriter to)
    {
        to.Clear();
        foreach (var field in HeaderField.All)
        {
            var value = json.GetProperty(field.Name);
            if (!field.IsList)
            {
                ReadValue(field.Kind, value, to);
                continue;
            }

            to.Number(value.GetArrayLength());
            foreach (var element in value.EnumerateArray())
            {
                ReadValue(field.Kind is FieldKind.IdList ? FieldKind.Id : FieldKind.Text, element, to);
            }
        }
    }

    public static string InstantText(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).ToString(InstantForm, CultureInfo.InvariantCulture);

    public static long Microseconds(string instant) => (DateTimeOffset.ParseExact(
        instant, InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private static void WriteValue(Utf8JsonWriter json, FieldKind kind, ReadOnlySpan<byte> value, bool absent)
    {
        if (absent)
        {
            json.WriteNullValue();
            return;
        }

        switch (kind)
        {
            case FieldKind.Number:
                json.WriteNumberValue(BinaryPrimitives.ReadInt64BigEndian(value));
                break;
            case FieldKind.Instant:
                json.WriteStringValue(InstantText(BinaryPrimitives.ReadInt64BigEndian(value)));
                break;
            case FieldKind.Id:
                json.WriteStringValue(new Guid(value, bigEndian: true));
                break;
            case FieldKind.Bytes:
                json.WriteStringValue(Convert.ToHexStringLower(value));
                break;
            default:
                json.WriteStringValue(Encoding.UTF8.GetString(value));
                break;
        }
    }

    private static void ReadValue(FieldKind kind, JsonElement value, HeaderWriter to)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            to.Absent();
            return;
        }

        switch (kind)
        {
            case FieldKind.Number:
                to.Number(value.GetInt64());
                break;
            case FieldKind.Instant:
                to.Number(Microseconds(value.GetString()!));
                break;
            case FieldKind.Id:
                to.Value(value.GetGuid().ToByteArray(bigEndian: true));
                break;
            case FieldKind.Bytes:
                to.Value(Convert.FromHexString(value.GetString()!));
                break;
            default:
                to.Value(Encoding.UTF8.GetBytes(value.GetString()!));
                break;
        }
    }
}
