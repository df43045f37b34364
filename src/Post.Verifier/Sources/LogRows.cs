using System.Security.Cryptography;
using System.Text;
using Post.Verifier.Format;

namespace Post.Verifier.Sources;

/// <summary>Which row of the log: an id may be used again, at another time of the database.</summary>
internal readonly record struct EventKey(Guid Id, long AtDb);

/// <summary>A sealed place.</summary>
internal sealed record LeafRow(long Index, EventKey Key, ulong Tx, byte[] Hash);

/// <summary>A payload, of which only the digest of its bytes is kept.</summary>
internal sealed record PayloadRow(EventKey Key, byte[] Digest);

/// <summary>A checkpoint as stored: the note counts, size and root beside it are only its repetition.</summary>
internal sealed record CheckpointRow(long Size, byte[] Root, string Note);

/// <summary>Where an event stands in its producer's count.</summary>
internal readonly record struct SequencePlace(string Producer, long Epoch, long Number);

/// <summary>An event, hashed anew from its own columns, with the few facts that the checks need.</summary>
internal sealed record EventRow(EventKey Key, ulong Tx, byte[] Computed, byte[] Stated, byte[] PayloadDigest)
{
    private static readonly int s_action = HeaderField.IndexOf("action");
    private static readonly int s_duration = HeaderField.IndexOf("duration_us");

    public required SequencePlace Place { get; init; }

    /// <summary>By how many microseconds the wall clock and the monotonic one disagree about when the act ended.</summary>
    public required long ClockDrift { get; init; }

    /// <summary>What it did to the payload of another event.</summary>
    public RedactionAct? Redaction { get; init; }

    public static EventRow From(
        ReadOnlySpan<byte> header, EventKey key, ulong tx, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> stated, Func<ReadOnlySpan<byte>, string> name)
    {
        var reader = new HeaderReader(header);
        reader.Skip(0, 2);
        var producer = name(reader.Next());
        var (epoch, number) = (reader.NextNumber(), reader.NextNumber());
        var (at, mono) = (reader.NextNumber(), reader.NextNumber());
        reader.Skip(7, s_action);
        var redacts = RedactionAct.Is(reader.Next());
        reader.Skip(s_action + 1, s_duration);
        var duration = reader.NextNumber();
        return new EventRow(key, tx, Hash(header, digest), stated.ToArray(), digest.ToArray())
        {
            Place = new SequencePlace(producer, epoch, number),
            ClockDrift = at + duration - epoch - mono,
            Redaction = redacts ? RedactionAct.From(header, key.Id, tx) : null,
        };
    }

    // One call over bytes side by side: three calls on an incremental hash cost more than the hashing.
    private static byte[] Hash(ReadOnlySpan<byte> header, ReadOnlySpan<byte> digest)
    {
        var length = 1 + header.Length + digest.Length;
        Span<byte> all = length <= 2_048 ? stackalloc byte[2_048] : new byte[length];
        all[0] = 0x00;
        header.CopyTo(all[1..]);
        digest.CopyTo(all[(1 + header.Length)..]);
        return SHA256.HashData(all[..length]);
    }
}

/// <summary>Some rows of each kind, in step: what belongs together stands in the same batch or in one near it.</summary>
internal sealed record LogBatch(IReadOnlyList<LeafRow> Leaves, IReadOnlyList<EventRow> Events, IReadOnlyList<PayloadRow> Payloads);

/// <summary>Producers' names, each kept once: they repeat in every event.</summary>
internal sealed class NameCache
{
    private byte[] _last = [];
    private string _name = "";

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.SequenceEqual(_last)) return _name;
        _last = utf8.ToArray();
        return _name = Encoding.UTF8.GetString(utf8);
    }
}
