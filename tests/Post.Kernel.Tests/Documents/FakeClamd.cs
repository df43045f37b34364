using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Post.Kernel.Tests.Documents;

/// <summary>A clamd as far as its protocol goes, on a real socket: it takes INSTREAM and knows one virus.</summary>
internal sealed class FakeClamd(bool tcp = false) : IAsyncDisposable
{
    public const string Virus = "THIS-STANDS-FOR-A-VIRUS";

    private readonly string _folder = Directory.CreateTempSubdirectory("clamd-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private Socket? _listener;
    private Task _serving = Task.CompletedTask;

    public string Path => System.IO.Path.Combine(_folder, "clamd.ctl");

    public string Address => tcp ? $"tcp://{(IPEndPoint)_listener!.LocalEndPoint!}" : $"unix:{Path}";

    /// <summary>Instead of the true answer.</summary>
    public string? Answer { get; set; }

    public int? HangsUpAfter { get; set; }

    public bool Hangs { get; set; }

    public ConcurrentQueue<byte[]> Seen { get; } = [];

    public void Start()
    {
        EndPoint address = tcp ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(Path);
        _listener = new Socket(address.AddressFamily, SocketType.Stream, tcp ? ProtocolType.Tcp : ProtocolType.Unspecified);
        _listener.Bind(address);
        _listener.Listen();
        _serving = ServeAsync(_listener);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        await _serving;
        File.Delete(Path);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptAsync(_stop.Token);
                await AnswerAsync(caller);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped by the test.
        }
    }

    private async Task AnswerAsync(Socket caller)
    {
        await using var wire = new NetworkStream(caller);
        var command = new byte[10];
        await wire.ReadExactlyAsync(command, _stop.Token);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        if (Hangs) await Task.Delay(Timeout.Infinite, _stop.Token);
        using var content = new MemoryStream();
        while (await PieceAsync(wire) is { Length: > 0 } piece)
        {
            content.Write(piece);
            if (content.Length <= HangsUpAfter.GetValueOrDefault(int.MaxValue)) continue;
            await wire.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), _stop.Token);
            return;
        }

        Seen.Enqueue(content.ToArray());
        var found = Encoding.Latin1.GetString(content.ToArray()).Contains(Virus, StringComparison.Ordinal);
        await wire.WriteAsync(Encoding.ASCII.GetBytes((Answer ?? (found ? "stream: Test-Signature FOUND" : "stream: OK")) + "\0"), _stop.Token);
    }

    private async Task<byte[]> PieceAsync(NetworkStream wire)
    {
        var length = new byte[4];
        await wire.ReadExactlyAsync(length, _stop.Token);
        var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await wire.ReadExactlyAsync(piece, _stop.Token);
        return piece;
    }
}
