using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Post.Testing;

/// <summary>What happens to one message from the product to the database.</summary>
public enum WireFault
{
    /// <summary>The connection breaks before the message arrives: it did nothing.</summary>
    CutBefore,

    /// <summary>The message arrives and the answer does not: it may have committed, and nobody here knows.</summary>
    CutAfter,

    /// <summary>The message is swallowed and nothing ever comes.</summary>
    Hang,
}

/// <summary>
/// A wire between the product and PostgreSQL on which one message, counted from the moment it is armed, meets a fault. Every
/// await of writer and gate that touches the database is one message: going through the numbers goes through the awaits.
/// </summary>
public sealed class FaultyWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private int _until = int.MinValue;
    private WireFault _fault;

    private FaultyWire(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Whether the armed fault has happened.</summary>
    public bool Happened { get; private set; }

    /// <summary>Called for the message at which a fault would happen, in place of one.</summary>
    public Action? Instead { get; set; }

    public static FaultyWire Before(string connection)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        return new FaultyWire(to.Host!, to.Port);
    }

    /// <summary>The same connection string by way of this wire; waits are short, as the test waits for them.</summary>
    public string Through(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        CommandTimeout = 1,
        CancellationTimeout = 500,
        Timeout = 2,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    public void Arm(WireFault fault, int message)
    {
        Happened = false;
        _fault = fault;
        Volatile.Write(ref _until, message);
    }

    public void Disarm() => Volatile.Write(ref _until, int.MinValue);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => CarryAsync(client));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var from = client;
        try
        {
            await using var to = await ServerAsync();
            var back = to.CopyToAsync(from.GetStream(), _stop.Token);
            await SendAsync(from.GetStream(), to);
            from.Close();
            to.Close();
            await back;
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end is gone; so is this wire.
        }
    }

    private async Task<NetworkStream> ServerAsync()
    {
        var local = _host.StartsWith('/');
        var socket = new Socket(local ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, local ? ProtocolType.Unspecified : ProtocolType.Tcp);
        await socket.ConnectAsync(local ? new UnixDomainSocketEndPoint($"{_host}/.s.PGSQL.{_port}") : new DnsEndPoint(_host, _port), _stop.Token);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task SendAsync(NetworkStream from, NetworkStream to)
    {
        var bytes = new byte[1 << 20];
        while (await from.ReadAsync(bytes, _stop.Token) is > 0 and var count)
        {
            if (Volatile.Read(ref _until) > 0 && Interlocked.Decrement(ref _until) == 0)
            {
                Happened = true;
                if (Instead is not null) Instead();
                else if (await FailAsync(to, bytes.AsMemory(0, count))) return;
                else continue;
            }

            await to.WriteAsync(bytes.AsMemory(0, count), _stop.Token);
        }
    }

    // Returns whether the connection is to be closed now.
    private async Task<bool> FailAsync(NetworkStream to, ReadOnlyMemory<byte> message)
    {
        if (_fault is WireFault.Hang) return false;
        if (_fault is WireFault.CutAfter)
        {
            await to.WriteAsync(message, _stop.Token);
            await to.FlushAsync(_stop.Token);
        }

        return true;
    }
}
