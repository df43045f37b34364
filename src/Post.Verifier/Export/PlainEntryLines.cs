using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Post.Verifier.Format;
using Post.Verifier.Sources;

namespace Post.Verifier.Export;

/// <summary>
/// Reads a line of an export whose parts stand as <see cref="EntryLines"/> writes them, without making anything of it that is not hashed
/// or compared. Any other line it leaves alone, also a damaged one: that is for the reader that knows no order.
/// </summary>
internal sealed class PlainEntryLines
{
    private const int InstantLength = 27;

    private static readonly byte[][] s_names = [.. HeaderField.All.Select(f => Encoding.UTF8.GetBytes(f.Name))];
    private static readonly int s_id = HeaderField.IndexOf("id");

    private readonly HeaderWriter _header = new();
    private readonly NameCache _names = new();
    private byte[] _text = new byte[4_096];

    /// <returns>False, with nothing added, where the line is not written plainly.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, List<LeafRow> leaves, List<EventRow> events, List<PayloadRow> payloads)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            if (!Read(ref json, out var leaf, out var e, out var payload)) return false;
            if (leaf is not null) leaves.Add(leaf);
            if (e is not null) events.Add(e);
            if (payload is not null) payloads.Add(payload);
            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private bool Read(ref Utf8JsonReader json, out LeafRow? leaf, out EventRow? e, out PayloadRow? payload)
    {
        (leaf, e, payload) = (null, null, null);
        if (!json.Read() || json.TokenType is not JsonTokenType.StartObject || !json.Read()) return false;
        var index = 0L;
        var isSealed = Passes(ref json, "idx"u8);
        if (isSealed && !(json.TokenType is JsonTokenType.Number && json.TryGetInt64(out index) && json.Read())) return false;
        if (!Key(ref json, out var key)) return false;
        if (isSealed)
        {
            if (!Tx(ref json, "tx"u8, out var tx) || !Bytes(ref json, "leaf"u8, out var hash)) return false;
            leaf = new LeafRow(index, key, tx, hash);
        }

        if (IsNamed(ref json, "eventTx"u8) && !Event(ref json, key, out e)) return false;
        if (IsNamed(ref json, "salt"u8) && !Payload(ref json, key, out payload)) return false;
        return json.TokenType is JsonTokenType.EndObject && !json.Read();
    }

    private bool Event(ref Utf8JsonReader json, EventKey key, out EventRow? e)
    {
        e = null;
        if (!Tx(ref json, "eventTx"u8, out var tx) || !Passes(ref json, "header"u8) || !Header(ref json, out var own)) return false;
        if (!Bytes(ref json, "digest"u8, out var digest) || !Bytes(ref json, "stated"u8, out var stated)) return false;
        // The header's own id: an event put in the place of another shows as one without a leaf.
        e = EventRow.From(_header.Written, key with { Id = own }, tx, digest, stated, _names.Of);
        return true;
    }

    private bool Payload(ref Utf8JsonReader json, EventKey key, out PayloadRow? payload)
    {
        payload = null;
        if (!Bytes(ref json, "salt"u8, out var salt) || !Passes(ref json, "body"u8) || json.TokenType is not JsonTokenType.String) return false;
        Room(salt.Length + json.ValueSpan.Length);
        salt.CopyTo(_text, 0);
        var length = salt.Length + json.CopyString(_text.AsSpan(salt.Length));
        payload = new PayloadRow(key, SHA256.HashData(_text.AsSpan(0, length)));
        return json.Read();
    }

    private bool Header(ref Utf8JsonReader json, out Guid own)
    {
        own = default;
        _header.Clear();
        if (json.TokenType is not JsonTokenType.StartObject || !json.Read()) return false;
        for (var i = 0; i < s_names.Length; i++)
        {
            if (!Passes(ref json, s_names[i])) return false;
            if (i == s_id && !(json.TokenType is JsonTokenType.String && json.TryGetGuid(out own))) return false;
            var kind = HeaderField.All[i].Kind;
            if (!(HeaderField.All[i].IsList ? List(ref json, kind is FieldKind.IdList ? FieldKind.Id : FieldKind.Text) : Value(ref json, kind))) return false;
        }

        return json.TokenType is JsonTokenType.EndObject && json.Read();
    }

    private bool List(ref Utf8JsonReader json, FieldKind kind)
    {
        if (json.TokenType is not JsonTokenType.StartArray) return false;
        var ahead = json;
        var count = 0;
        while (ahead.Read() && ahead.TokenType is not JsonTokenType.EndArray)
        {
            if (ahead.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) return false;
            count++;
        }

        _header.Number(count);
        if (!json.Read()) return false;
        for (; count > 0; count--)
        {
            if (!Value(ref json, kind)) return false;
        }

        return json.Read();
    }

    // Passes over the value when it is written.
    private bool Value(ref Utf8JsonReader json, FieldKind kind)
    {
        if (json.TokenType is JsonTokenType.Null)
        {
            _header.Absent();
            return json.Read();
        }

        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || kind is FieldKind.Number != json.TokenType is JsonTokenType.Number) return false;
        switch (kind)
        {
            case FieldKind.Number:
                if (!json.TryGetInt64(out var number)) return false;
                _header.Number(number);
                break;
            case FieldKind.Instant:
                if (json.ValueIsEscaped || !TryMicroseconds(json.ValueSpan, out var at)) return false;
                _header.Number(at);
                break;
            case FieldKind.Id:
                if (!json.TryGetGuid(out var id)) return false;
                Span<byte> sixteen = stackalloc byte[16];
                id.TryWriteBytes(sixteen, bigEndian: true, out _);
                _header.Value(sixteen);
                break;
            case FieldKind.Bytes:
                if (json.ValueIsEscaped) return false;
                _header.Value(Convert.FromHexString(json.ValueSpan));
                break;
            default:
                Room(json.ValueSpan.Length);
                _header.Value(_text.AsSpan(0, json.CopyString(_text)));
                break;
        }

        return json.Read();
    }

    private static bool Key(ref Utf8JsonReader json, out EventKey key)
    {
        key = default;
        if (!Passes(ref json, "id"u8) || json.TokenType is not JsonTokenType.String || !json.TryGetGuid(out var id) || !json.Read()) return false;
        if (!Passes(ref json, "atDb"u8) || json.TokenType is not JsonTokenType.String || json.ValueIsEscaped) return false;
        if (!TryMicroseconds(json.ValueSpan, out var at)) return false;
        key = new EventKey(id, at);
        return json.Read();
    }

    private static bool Tx(ref Utf8JsonReader json, ReadOnlySpan<byte> name, out ulong tx)
    {
        tx = 0;
        return Passes(ref json, name) && json.TokenType is JsonTokenType.String && !json.ValueIsEscaped
            && ulong.TryParse(json.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out tx) && json.Read();
    }

    private static bool Bytes(ref Utf8JsonReader json, ReadOnlySpan<byte> name, out byte[] bytes)
    {
        bytes = [];
        if (!Passes(ref json, name) || json.TokenType is not JsonTokenType.String || json.ValueIsEscaped) return false;
        bytes = Convert.FromHexString(json.ValueSpan);
        return json.Read();
    }

    // At the value of the property, where it comes next; not moved where another does.
    private static bool Passes(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => IsNamed(ref json, name) && json.Read();

    private static bool IsNamed(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.TokenType is JsonTokenType.PropertyName && json.ValueTextEquals(name);

    /// <summary>An instant as <see cref="HeaderJson.InstantText"/> writes it.</summary>
    internal static bool TryMicroseconds(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length != InstantLength || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[26] != 'Z') return false;
        if (!(Digits(text[..4], out var year) && Digits(text[5..7], out var month) && Digits(text[8..10], out var day)
            && Digits(text[11..13], out var hour) && Digits(text[14..16], out var minute) && Digits(text[17..19], out var second)
            && Digits(text[20..26], out var fraction))) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        var days = new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks;
        microseconds = (days / TimeSpan.TicksPerMicrosecond) + ((((((hour * 60L) + minute) * 60) + second) * 1_000_000) + fraction);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            number = (number * 10) + digit - '0';
        }

        return true;
    }

    private void Room(int length)
    {
        if (_text.Length < length) Array.Resize(ref _text, Math.Max(length, _text.Length * 2));
    }
}
