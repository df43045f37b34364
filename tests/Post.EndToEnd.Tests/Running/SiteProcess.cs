using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Post.EndToEnd.Tests.Running;

/// <summary>The published site running as a process of its own on a free port, with everything it says kept.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    // Its standard input is ours to hold: when this process goes, however it goes, the site goes too.
    private const string Script =
        "exec 3<&0; dotnet Post.App.dll 3<&- & app=$!; (cat <&3 >/dev/null; kill $app 2>/dev/null) & wait $app";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private SiteProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>A visitor without cookies, who is told of redirections and does not follow them.</summary>
    public HttpClient Http { get; }

    /// <summary>Everything the site has said at the level of warnings and above.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    public static async Task<SiteProcess> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var site = await BeginAsync(settings);
        try
        {
            await site.BeReadyAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits for nothing: it may be killed before it is up.</summary>
    public static async Task<SiteProcess> BeginAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var address = new Uri($"http://localhost:{FreePort()}");
        var start = new ProcessStartInfo("bash", ["-c", Script])
        {
            WorkingDirectory = await PublishedProgram.SiteAsync(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Demo";
        start.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The site did not start.");
        return new SiteProcess(process, address);
    }

    /// <summary>Ends it as the kernel does (SIGKILL): nothing of it runs any more, and nothing is put in order.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task BeReadyAsync()
    {
        var started = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (_process.HasExited) throw new InvalidOperationException($"The site ended before it was ready:\n{Said}");
            if (started.Elapsed > s_patience) throw new InvalidOperationException($"The site was not ready in {s_patience}:\n{Said}");
            await Task.Delay(100);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said) _said.AppendLine(line.Data);
    }
}
