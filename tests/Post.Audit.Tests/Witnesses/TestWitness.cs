using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Post.Sealer.Notes;
using Post.Sealer.Witness;

namespace Post.Audit.Tests.Witnesses;

/// <summary>What a log sent to the witness.</summary>
internal sealed record WitnessCall(long Old, IReadOnlyList<byte[]> Proof, string Text, IReadOnlyList<string[]> Signatures)
{
    public string Origin => Text.Split('\n')[0];

    public long Size => long.Parse(Text.Split('\n')[1], NumberStyles.None, CultureInfo.InvariantCulture);

    public byte[] Root => Convert.FromBase64String(Text.Split('\n')[2]);

    public static WitnessCall? Read(string body)
    {
        var blank = body.IndexOf("\n\n", StringComparison.Ordinal);
        var head = blank < 0 ? [] : body[..blank].Split('\n');
        var note = blank < 0 ? "" : body[(blank + 2)..];
        var end = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (head.Length is 0 or > 64 || !head[0].StartsWith("old ", StringComparison.Ordinal) || end < 0 || !note.EndsWith('\n')) return null;
        var signatures = note[(end + 2)..^1].Split('\n').Select(l => l.Split(' ')).ToList();
        return new WitnessCall(
            long.Parse(head[0][4..], NumberStyles.None, CultureInfo.InvariantCulture),
            [.. head[1..].Select(Convert.FromBase64String)], note[..(end + 1)], signatures);
    }
}

/// <summary>The other side: a witness of C2SP tlog-witness, written from that page alone, which can be made to misbehave.</summary>
internal sealed class TestWitness : IAsyncDisposable
{
    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _lock = new();
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly string _origin;
    private readonly Ed25519Key _logKey;
    private int _calls;

    private TestWitness(string name, string origin, Ed25519Key logKey, TimeProvider clock)
    {
        (_origin, _logKey, _clock) = (origin, logKey, clock);
        Key = new Ed25519Key(name, Ed25519Key.OfWitness, Ed25519.PublicKeyOf(_seed));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/of/it/add-checkpoint", (Delegate)AddCheckpointAsync);
    }

    public Ed25519Key Key { get; }

    public WitnessAddress Address { get; private set; } = null!;

    /// <summary>The latest tree it cosigned.</summary>
    public (long Size, byte[] Root)? Seen { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    public WitnessCall? LastCall { get; private set; }

    public TimeSpan ClockOff { get; set; }

    /// <summary>What it does instead of its duty; null from it: its duty after all.</summary>
    public Func<WitnessCall, HttpContext, Task<IResult?>>? Instead { get; set; }

    public static async Task<TestWitness> StartAsync(string origin, Ed25519Key logKey, TimeProvider clock, string name = "witness.test/one")
    {
        var witness = new TestWitness(name, origin, logKey, clock);
        await witness._app.StartAsync();
        witness.Address = new WitnessAddress(new Uri(witness._app.Urls.Single() + "/of/it/"), witness.Key);
        return witness;
    }

    /// <summary>The line by which this witness cosigns a text.</summary>
    public string Cosign(string text)
    {
        var at = (_clock.GetUtcNow() + ClockOff).ToUnixTimeSeconds();
        var signature = Ed25519.Sign(_seed, Encoding.UTF8.GetBytes($"cosignature/v1\ntime {at}\n{text}"));
        var bytes = new byte[4 + 8 + 64];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Key.Id);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), at);
        signature.CopyTo(bytes, 12);
        return $"— {Key.Name} {Convert.ToBase64String(bytes)}\n";
    }

    /// <summary>Its duty.</summary>
    public IResult Answer(WitnessCall call)
    {
        if (call.Origin != _origin) return Results.StatusCode(404);
        if (!IsOfTheLog(call)) return Results.StatusCode(403);
        if (call.Old > call.Size) return Results.StatusCode(400);
        lock (_lock)
        {
            if (call.Old != (Seen?.Size ?? 0)) return Conflict(Seen?.Size ?? 0);
            if (Seen is { } seen && seen.Size == call.Size && !seen.Root.AsSpan().SequenceEqual(call.Root)) return Conflict(seen.Size);
            if (!Continues(call)) return Results.StatusCode(422);
            Seen = (call.Size, call.Root);
        }

        return Text(Cosign(call.Text));
    }

    public static IResult Text(string body, int status = 200) => Results.Text(body, "text/plain", Encoding.UTF8, status);

    public static IResult Conflict(long size) => Results.Text($"{size}\n", "text/x.tlog.size", Encoding.UTF8, 409);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AddCheckpointAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Interlocked.Increment(ref _calls);
        if (WitnessCall.Read(body) is not { } call) return Results.StatusCode(400);
        LastCall = call;
        return Instead is { } instead && await instead(call, context) is { } other ? other : Answer(call);
    }

    private bool IsOfTheLog(WitnessCall call) => call.Signatures.Any(s =>
        s is ["—", var name, var data] && name == _logKey.Name && Convert.FromBase64String(data) is { Length: 68 } bytes
        && BinaryPrimitives.ReadUInt32BigEndian(bytes) == _logKey.Id
        && Ed25519.Verifies(_logKey.PublicKey, Encoding.UTF8.GetBytes(call.Text), bytes[4..]));

    private bool Continues(WitnessCall call)
    {
        if (Seen is not { Size: > 0 } seen) return call.Proof.Count == 0;
        var proof = new Queue<byte[]>(call.Proof);
        return Roots(seen.Size, call.Size, known: true) is { } roots && proof.Count == 0
            && roots.Old.AsSpan().SequenceEqual(seen.Root) && roots.New.AsSpan().SequenceEqual(call.Root);

        // RFC 6962, section 2.1.2, read backwards: what SUBPROOF(m, D[n], b) put there gives both roots.
        (byte[] Old, byte[] New)? Roots(long m, long n, bool known)
        {
            if (m == n && known) return (seen.Root, seen.Root);
            if (m == n) return proof.TryDequeue(out var both) ? (both, both) : null;
            var k = 1L << System.Numerics.BitOperations.Log2((ulong)(n - 1));
            if (Roots(m <= k ? m : m - k, m <= k ? k : n - k, known && m <= k) is not { } inner || !proof.TryDequeue(out var beside)) return null;
            return m <= k ? (inner.Old, Node(inner.New, beside)) : (Node(beside, inner.Old), Node(beside, inner.New));
        }

        static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
    }
}
