using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Post.Verifier.Format;

namespace Post.Verifier.Follow;

/// <summary>
/// A sealed event in the shape in which Audit.NET writes an <c>AuditEvent</c>, and back. Headers only: no label, no words, no
/// values. Our own fields stand under <c>Post</c>, where Audit.NET keeps custom fields; from them the header comes back byte for byte.
/// </summary>
internal static class AuditNetJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.Default };
    private static readonly int s_at = HeaderField.IndexOf("at_app");
    private static readonly int s_action = HeaderField.IndexOf("action");
    private static readonly int s_duration = HeaderField.IndexOf("duration_us");
    private static readonly int s_actor = HeaderField.IndexOf("actor_id");

    /// <summary>One line without its end. Control characters and whatever is not plain are escaped, so that no field can break a line.</summary>
    public static byte[] Write(long index, ReadOnlySpan<byte> header, ReadOnlySpan<byte> leaf)
    {
        var line = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(line, s_options))
        {
            var (at, duration) = (NumberAt(header, s_at), NumberAt(header, s_duration));
            json.WriteStartObject();
            json.WriteString("EventType", TextAt(header, s_action));
            json.WriteStartObject("Environment");
            json.WriteString("UserName", ActorOf(header));
            json.WriteString("MachineName", TextAt(header, HeaderField.IndexOf("producer")));
            json.WriteEndObject();
            json.WriteString("StartDate", HeaderJson.InstantText(at));
            json.WriteString("EndDate", HeaderJson.InstantText(at + duration));
            json.WriteNumber("Duration", duration / 1_000);
            json.WriteStartObject("Post");
            json.WriteNumber("Index", index);
            json.WriteString("Leaf", Convert.ToHexStringLower(leaf));
            json.WritePropertyName("Header");
            HeaderJson.Write(json, header);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return line.WrittenSpan.ToArray();
    }

    /// <summary>The header of an event in Audit.NET's shape, written by us, or by a data provider that was fed from us.</summary>
    /// <exception cref="InvalidDataException">What Audit.NET's own fields say is not what the header says.</exception>
    public static (long Index, byte[] Header) Read(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        var post = json.RootElement.GetProperty("Post");
        var to = new HeaderWriter();
        HeaderJson.Read(post.GetProperty("Header"), to);
        var header = to.Written.ToArray();
        var said = (json.RootElement.GetProperty("EventType").GetString(), json.RootElement.GetProperty("StartDate").GetString());
        return said == (TextAt(header, s_action), HeaderJson.InstantText(NumberAt(header, s_at)))
            ? (post.GetProperty("Index").GetInt64(), header)
            : throw new InvalidDataException("EventType or StartDate is not what the header says.");
    }

    internal static string TextAt(ReadOnlySpan<byte> header, int field) => Encoding.UTF8.GetString(At(header, field, out _));

    internal static long NumberAt(ReadOnlySpan<byte> header, int field) => BinaryPrimitives.ReadInt64BigEndian(At(header, field, out _));

    private static string ActorOf(ReadOnlySpan<byte> header)
    {
        var actor = At(header, s_actor, out var absent);
        return absent ? "" : new Guid(actor, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> header, int field, out bool absent)
    {
        var reader = new HeaderReader(header);
        reader.Skip(0, field);
        return reader.Next(out absent);
    }
}
