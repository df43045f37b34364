using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Post.Audit;

/// <summary>The bytes of an event that are hashed: fixed order, length-prefixed, big-endian; see docs/audit-format.md.</summary>
public static class CanonicalEncoder
{
    public const int SaltLength = 16;

    /// <summary>SHA-256(0x00 ‖ header ‖ SHA-256(salt ‖ payload)), a leaf in the sense of RFC 6962.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payloadDigest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x00]);
        hash.AppendData(header);
        hash.AppendData(payloadDigest);
        return hash.GetHashAndReset();
    }

    public static byte[] PayloadDigest(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }

    public static byte[] Header(AuditEvent e)
    {
        var to = new FieldWriter();
        to.Number(e.SchemaVersion);
        to.Id(e.Id);
        to.Text(e.Stamp.Producer);
        to.Instant(e.Stamp.Epoch);
        to.Number(e.Stamp.Sequence);
        to.Instant(e.At);
        to.Number(e.Stamp.MonotonicMicroseconds);
        to.Text(e.Stamp.ClockState);
        WriteActor(ref to, e.Actor);
        to.Text(e.Reason.Purpose);
        to.Text(e.Reason.Matter);
        to.Number(e.Reason.BreakGlass ? 1 : 0);
        to.Number(e.Reason.PolicyVersion);
        WriteWhat(ref to, e);
        to.Text(e.TraceId);
        to.Id(e.ParentId);
        to.Id(e.ViewId);
        to.Id(e.IntentId);
        return to.ToArray();
    }

    private static void WriteActor(ref FieldWriter to, AuditActor actor)
    {
        to.Id(actor.Id);
        to.Text(actor.Kind.ToString());
        to.Id(actor.OnBehalfOf);
        to.Texts(actor.Roles);
        to.Text(actor.Organisation);
        to.Text(actor.Authentication);
        to.Id(actor.SessionId);
        to.Text(actor.CircuitId);
        to.Text(actor.IpPrefix);
        to.Text(actor.Client);
    }

    private static void WriteWhat(ref FieldWriter to, AuditEvent e)
    {
        to.Text(e.Action);
        to.Text(e.DataClass.ToString());
        to.Ids(e.SubjectIds);
        to.Texts(e.FieldGroups);
        to.Number(e.RowCount);
        to.Bytes(e.ArtefactSha256);
        to.Text(e.Outcome.ToString());
        to.Text(e.DenyRule);
        to.Number(Microseconds(e.Duration));
    }

    internal static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>PostgreSQL keeps microseconds and .NET 100 ns: both the hash and the column take the rounded value.</summary>
    internal static DateTimeOffset Rounded(DateTimeOffset at) =>
        new(at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private struct FieldWriter
    {
        private readonly ArrayBufferWriter<byte> _to = new(512);

        public FieldWriter() { }

        public readonly byte[] ToArray() => _to.WrittenSpan.ToArray();

        public readonly void Bytes(ReadOnlySpan<byte> value)
        {
            BinaryPrimitives.WriteInt32BigEndian(_to.GetSpan(4), value.Length);
            _to.Advance(4);
            _to.Write(value);
        }

        // Absent is length -1: an absent value and an empty one must not hash alike.
        public readonly void Bytes(byte[]? value)
        {
            if (value is null) Absent();
            else Bytes(value.AsSpan());
        }

        public readonly void Text(string? value)
        {
            if (value is null) Absent();
            else Bytes(Encoding.UTF8.GetBytes(AuditPayload.Clean(value)));
        }

        public readonly void Number(long? value)
        {
            if (value is not { } number)
            {
                Absent();
                return;
            }

            Span<byte> eight = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(eight, number);
            Bytes(eight);
        }

        public readonly void Instant(DateTimeOffset value) =>
            Number((value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

        public readonly void Id(Guid? value)
        {
            if (value is not { } id)
            {
                Absent();
                return;
            }

            Span<byte> sixteen = stackalloc byte[16];
            id.TryWriteBytes(sixteen, bigEndian: true, out _);
            Bytes(sixteen);
        }

        public readonly void Texts(IReadOnlyList<string> values)
        {
            Number(values.Count);
            foreach (var value in values) Text(value);
        }

        public readonly void Ids(IReadOnlyList<Guid> values)
        {
            Number(values.Count);
            foreach (var value in values) Id(value);
        }

        private readonly void Absent()
        {
            BinaryPrimitives.WriteInt32BigEndian(_to.GetSpan(4), -1);
            _to.Advance(4);
        }
    }
}
