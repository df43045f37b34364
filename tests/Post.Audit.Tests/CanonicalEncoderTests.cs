using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Post.Audit.Tests;

/// <summary>The bytes that are hashed: a change here makes every seal ever written false.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class CanonicalEncoderTests
{
    private static readonly byte[] s_salt = [.. Enumerable.Range(1, CanonicalEncoder.SaltLength).Select(i => (byte)i)];

    [Fact]
    public void FullEvent_IsTheseBytes()
    {
        var header = CanonicalEncoder.Header(Events.Full());

        Assert.Equal(Golden.FullHeaderSha256, Hex(SHA256.HashData(header)));
        Assert.Equal(Golden.FullHeaderStart, Hex(header.AsSpan(0, 60)));
        Assert.True(header.Length == Golden.FullHeaderLength, $"{header.Length} bytes");
    }

    [Fact]
    public void FullEvent_HasThisPayloadAndLeaf()
    {
        var body = AuditPayload.Encode(Events.Full());
        var digest = CanonicalEncoder.PayloadDigest(s_salt, body);

        Assert.Equal(Golden.FullPayload, Encoding.UTF8.GetString(body));
        Assert.Equal(Golden.FullLeaf, Hex(CanonicalEncoder.LeafHash(CanonicalEncoder.Header(Events.Full()), digest)));
    }

    // Written out by hand from the format's description, so that the encoder is not its own witness.
    [Fact]
    public void LeastEvent_IsWhatTheFormatSays()
    {
        var expected = new MemoryStream();
        void Number(long n) => expected.Write([0, 0, 0, 8, .. BitConverter.GetBytes(n).Reverse()]);
        void Absent(int times) => expected.Write([.. Enumerable.Repeat<byte[]>([255, 255, 255, 255], times).SelectMany(b => b)]);
        void Text(string t) => expected.Write([0, 0, 0, (byte)t.Length, .. Encoding.ASCII.GetBytes(t)]);
        Number(1);
        expected.Write([0, 0, 0, 16, .. new byte[15], 1]);
        Text("p");
        Number(0);
        Number(1);
        Number(0);
        Number(0);
        Text("unknown");
        Absent(1);
        Text("Anonymous");
        Absent(1);
        Number(0);
        Absent(6);
        Absent(2);
        Number(0);
        Number(1);
        Text("a");
        Text("None");
        Number(0);
        Number(0);
        Absent(2);
        Text("Ok");
        Absent(1);
        Number(0);
        Absent(4);

        Assert.Equal(Hex(expected.ToArray()), Hex(CanonicalEncoder.Header(Events.Least())));
    }

    [Fact]
    public void SameEvent_AlwaysIsTheSameBytes() => Check.QuickThrowOnFailure(Prop.ForAll(Events.Any, e =>
        CanonicalEncoder.Header(e).AsSpan().SequenceEqual(CanonicalEncoder.Header(e with { })) &&
        AuditPayload.Encode(e).AsSpan().SequenceEqual(AuditPayload.Encode(e with { }))));

    [Fact]
    public void DifferentEvents_AreDifferentBytes() => Check.QuickThrowOnFailure(Prop.ForAll(Events.Any, Events.Any, (one, other) =>
        Meaning(one) == Meaning(other) || !CanonicalEncoder.Header(one).AsSpan().SequenceEqual(CanonicalEncoder.Header(other))));

    public static TheoryData<string, Func<object, object>> Fields => new()
    {
        { "id", Change(e => e with { Id = Events.Id(99) }) },
        { "producer", Change(e => e with { Stamp = e.Stamp with { Producer = "other" } }) },
        { "epoch", Change(e => e with { Stamp = e.Stamp with { Epoch = e.Stamp.Epoch.AddMicroseconds(1) } }) },
        { "sequence", Change(e => e with { Stamp = e.Stamp with { Sequence = 43 } }) },
        { "monotonic", Change(e => e with { Stamp = e.Stamp with { MonotonicMicroseconds = 1 } }) },
        { "clock state", Change(e => e with { Stamp = e.Stamp with { ClockState = "free" } }) },
        { "at", Change(e => e with { At = e.At.AddMicroseconds(1) }) },
        { "actor", Change(e => e with { Actor = e.Actor with { Id = null } }) },
        { "kind", Change(e => e with { Actor = e.Actor with { Kind = ActorKind.Vendor } }) },
        { "on behalf of", Change(e => e with { Actor = e.Actor with { OnBehalfOf = null } }) },
        { "roles", Change(e => e with { Actor = e.Actor with { Roles = ["CertStaffCounsel"] } }) },
        { "organisation", Change(e => e with { Actor = e.Actor with { Organisation = "" } }) },
        { "authentication", Change(e => e with { Actor = e.Actor with { Authentication = null } }) },
        { "session", Change(e => e with { Actor = e.Actor with { SessionId = null } }) },
        { "circuit", Change(e => e with { Actor = e.Actor with { CircuitId = null } }) },
        { "address", Change(e => e with { Actor = e.Actor with { IpPrefix = null } }) },
        { "client", Change(e => e with { Actor = e.Actor with { Client = null } }) },
        { "purpose", Change(e => e with { Reason = e.Reason with { Purpose = "hearing" } }) },
        { "matter", Change(e => e with { Reason = e.Reason with { Matter = null } }) },
        { "break glass", Change(e => e with { Reason = e.Reason with { BreakGlass = false } }) },
        { "policy", Change(e => e with { Reason = e.Reason with { PolicyVersion = 4 } }) },
        { "action", Change(e => e with { Action = "officer.closed" }) },
        { "data class", Change(e => e with { DataClass = DataClass.Restricted }) },
        { "subjects", Change(e => e with { SubjectIds = [e.SubjectIds[1], e.SubjectIds[0]] }) },
        { "field groups", Change(e => e with { FieldGroups = [] }) },
        { "rows", Change(e => e with { RowCount = null }) },
        { "artefact", Change(e => e with { ArtefactSha256 = [] }) },
        { "outcome", Change(e => e with { Outcome = AuditOutcome.Ok }) },
        { "rule", Change(e => e with { DenyRule = "" }) },
        { "duration", Change(e => e with { Duration = e.Duration + TimeSpan.FromMicroseconds(1) }) },
        { "trace", Change(e => e with { TraceId = null }) },
        { "parent", Change(e => e with { ParentId = null }) },
        { "view", Change(e => e with { ViewId = null }) },
        { "intent", Change(e => e with { IntentId = null }) },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void OneFieldChanged_ChangesTheHeader(string field, Func<object, object> change)
    {
        var changed = (AuditEvent)change(Events.Full());

        Assert.False(CanonicalEncoder.Header(changed).AsSpan().SequenceEqual(CanonicalEncoder.Header(Events.Full())), field);
    }

    [Fact]
    public void AbsentAndEmpty_HashDifferently()
    {
        var absent = Events.Least() with { Actor = Events.Least().Actor with { Client = null } };
        var empty = Events.Least() with { Actor = Events.Least().Actor with { Client = "" } };

        Assert.NotEqual(Hex(CanonicalEncoder.Header(absent)), Hex(CanonicalEncoder.Header(empty)));
        Assert.NotEqual(
            Hex(AuditPayload.Encode(absent with { Payload = AuditPayload.Empty })),
            Hex(AuditPayload.Encode(absent with { Payload = AuditPayload.Empty with { Query = "" } })));
    }

    // Not as data of the attribute: half a surrogate pair does not survive the compiler there.
    [Fact]
    public void OneTextWrittenTwoWays_HashesAlike()
    {
        AssertAlike("Jos\u00e9", "Jose\u0301");
        AssertAlike("a\0b", "a\uFFFDb");
        AssertAlike("a\uD800b", "a\uFFFDb");
    }

    private static void AssertAlike(string one, string other)
    {
        AuditEvent Asked(string text) => Events.Least() with
        {
            DenyRule = text,
            Payload = AuditPayload.Empty with { Query = text },
        };

        Assert.Equal(Hex(CanonicalEncoder.Header(Asked(one))), Hex(CanonicalEncoder.Header(Asked(other))));
        Assert.Equal(AuditPayload.Encode(Asked(one)), AuditPayload.Encode(Asked(other)));
    }

    // .NET counts 100 ns and PostgreSQL a microsecond: what the column cannot keep must not be in the hash.
    [Fact]
    public void PartOfAMicrosecond_DoesNotCount() => Assert.Equal(
        Hex(CanonicalEncoder.Header(Events.Full())), Hex(CanonicalEncoder.Header(Events.Full() with { At = Events.Full().At.AddTicks(9) })));

    [Fact]
    public void AnotherSalt_IsAnotherDigest() => Assert.NotEqual(
        Hex(CanonicalEncoder.PayloadDigest(s_salt, [1])), Hex(CanonicalEncoder.PayloadDigest(new byte[CanonicalEncoder.SaltLength], [1])));

    // What the header must tell apart, after the cleaning that the log does to every text.
    private static string Meaning(AuditEvent e) => string.Join('|',
        e.Id, e.Stamp.Sequence, e.Stamp.MonotonicMicroseconds, Micros(e.Stamp.Epoch), Micros(e.At), e.Actor.Id, e.Actor.Kind, e.Actor.OnBehalfOf,
        List(e.Actor.Roles), Text(e.Actor.Organisation), Text(e.Actor.CircuitId), Text(e.Actor.Client), Text(e.Reason.Purpose),
        Text(e.Reason.Matter), e.Reason.BreakGlass, e.Reason.PolicyVersion, string.Join(',', e.SubjectIds), List(e.FieldGroups), e.RowCount,
        e.ArtefactSha256 is null ? "-" : Hex(e.ArtefactSha256), e.Outcome, Text(e.DenyRule), CanonicalEncoder.Microseconds(e.Duration), e.ParentId);

    private static string List(IReadOnlyList<string> words) => $"{words.Count}:{string.Join(',', words.Select(Text))}";

    private static string Text(string? text) => text is null ? "-" : $"+{Hex(Encoding.UTF8.GetBytes(AuditPayload.Clean(text)))}";

    private static long Micros(DateTimeOffset at) => CanonicalEncoder.Rounded(at).UtcTicks;

    private static Func<object, object> Change(Func<AuditEvent, AuditEvent> change) => e => change((AuditEvent)e);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
