using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Post.Verifier.Format;
using Post.Verifier.Sources;

namespace Post.Verifier.Export;

/// <summary>A sealed place, its event and its payload as one line of JSON. What is missing in the database is missing here.</summary>
internal sealed class EntryLines
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly int s_id = HeaderField.IndexOf("id");
    private static readonly int s_at = HeaderField.All.Count;

    private readonly ArrayBufferWriter<byte> _line = new(4_096);
    private readonly HeaderWriter _header = new();

    /// <summary>Columns that a row must bring; <paramref name="sealedOnes"/> with those of the leaf.</summary>
    public static string Columns(bool sealedOnes) => CopiedHeader.Columns("e")
        + ", e.at_db, e.tx, e.payload_digest, e.leaf_hash, p.salt, p.body"
        + (sealedOnes ? ", l.idx, l.event_id, l.at_db, l.tx, l.leaf_hash" : "");

    public static int Count(bool sealedOnes) => s_at + 6 + (sealedOnes ? 5 : 0);

    public static long AtDb(CopyRows row) => row.Instant(s_at + 8);

    public static long Index(CopyRows row) => row.Long(s_at + 6);

    public ReadOnlyMemory<byte> Of(CopyRows row, bool sealedOne)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, s_options))
        {
            json.WriteStartObject();
            if (sealedOne) WriteLeaf(json, row);
            else WriteKey(json, row, s_id, s_at);
            if (!row.IsNull(s_id)) WriteEvent(json, row);
            if (!row.IsNull(s_at + 4)) WritePayload(json, row[s_at + 4], row[s_at + 5]);
            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        return _line.WrittenMemory;
    }

    private static void WriteLeaf(Utf8JsonWriter json, CopyRows row)
    {
        json.WriteNumber("idx", Index(row));
        WriteKey(json, row, s_at + 7, s_at + 8);
        json.WriteString("tx", ((ulong)row.Long(s_at + 9)).ToString(CultureInfo.InvariantCulture));
        json.WriteString("leaf", Convert.ToHexStringLower(row[s_at + 10]));
    }

    private static void WriteKey(Utf8JsonWriter json, CopyRows row, int id, int at)
    {
        json.WriteString("id", row.Id(id));
        json.WriteString("atDb", HeaderJson.InstantText(row.Instant(at)));
    }

    private void WriteEvent(Utf8JsonWriter json, CopyRows row)
    {
        CopiedHeader.Write(row, _header);
        json.WriteString("eventTx", ((ulong)row.Long(s_at + 1)).ToString(CultureInfo.InvariantCulture));
        json.WritePropertyName("header");
        HeaderJson.Write(json, _header.Written);
        json.WriteString("digest", Convert.ToHexStringLower(row[s_at + 2]));
        json.WriteString("stated", Convert.ToHexStringLower(row[s_at + 3]));
    }

    // A payload is JSON text and is shown as such; bytes that are no text were not written by us, and are kept all the same.
    private static void WritePayload(Utf8JsonWriter json, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body)
    {
        json.WriteString("salt", Convert.ToHexStringLower(salt));
        if (Utf8.IsValid(body)) json.WriteString("body", body);
        else json.WriteBase64String("bodyBase64", body);
    }
}
