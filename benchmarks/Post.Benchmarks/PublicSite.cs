using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Post.Benchmarks;

/// <summary>Rows 1a, 1b, 1e: the published build in its own process against a bare server in its own process.</summary>
internal static class PublicSite
{
    private static readonly string[] s_words =
        ["smith", "john smith", "smyth", "silva", "maria", "o'brien", "nguyen", "murphy", "rodriguez jose", "will", "harbor city", "jonson"];

    public static async Task MeasureAsync(BenchState state, Options options)
    {
        var keys = await state.ReadAsync<string>("select key from published.officer order by key limit 500");
        var surnames = await state.ReadAsync<string>("select distinct lower(surname) from published.officer order by 1 limit 100");
        string[] words = [.. s_words, .. surnames];
        using var product = await StartAsync("dotnet", [Path.Combine(AppFolder, "Post.App.dll")], AppFolder, "/healthz/ready");
        using var bare = await StartAsync(Environment.ProcessPath!, ["serve-bare"], AppContext.BaseDirectory, "/ready");
        foreach (var row in options.Rows)
        {
            switch (row)
            {
                case "1a":
                    await ComparePathsAsync("1a", "search, JSON / bare API + same index", product, bare, options, 0.5,
                        words.Select(w => $"/api/v1/officers?q={Uri.EscapeDataString(w)}"), words.Select(w => $"/bare/officers?q={Uri.EscapeDataString(w)}"));
                    break;
                case "1b":
                    await ComparePathsAsync("1b", "search, page / bare page + same index", product, bare, options, 0.5,
                        words.Select(w => $"/officers?q={Uri.EscapeDataString(w)}"), words.Select(w => $"/bare/page?q={Uri.EscapeDataString(w)}"));
                    break;
                case "1e":
                    await ComparePathsAsync("1e", "profile, JSON / bare bytes from memory", product, bare, options, 0.6,
                        keys.Select(k => $"/api/v1/officers/{k}"), keys.Select(k => $"/bare/officers/{k}"));
                    break;
            }
        }
    }

    private static string AppFolder => Environment.GetEnvironmentVariable("POST_APP_DIR")
        ?? throw new InvalidOperationException("POST_APP_DIR names no published build; scripts/bench sets it.");

    private static Task ComparePathsAsync(
        string row, string what, Server product, Server bare, Options options, double floor,
        IEnumerable<string> productPaths, IEnumerable<string> barePaths)
    {
        var own = Paths(productPaths);
        var other = Paths(barePaths);
        return Pairs.MeasureAsync(row, what, options.Rounds,
            () => Load.WrkAsync(product.Root, own, options.Seconds), () => Load.WrkAsync(bare.Root, other, options.Seconds), floor);
    }

    private static string Paths(IEnumerable<string> paths)
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, paths);
        return file;
    }

    private static async Task<Server> StartAsync(string program, string[] arguments, string folder, string ready)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, [.. arguments, .. arguments is ["serve-bare"] ? [$"{port}"] : Array.Empty<string>()])
        {
            WorkingDirectory = folder,
        };
        start.Environment["POST_HTTP_PORT"] = $"{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Demo";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var server = new Server(Process.Start(start)!, $"http://localhost:{port}");
        using var http = new HttpClient { BaseAddress = new Uri(server.Root) };
        for (var tries = 0; tries < 300; tries++)
        {
            await Task.Delay(100);
            try
            {
                if ((await http.GetAsync(ready)).IsSuccessStatusCode) return server;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        server.Dispose();
        throw new InvalidOperationException($"{program} was not ready in 30 s.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Server(Process Process, string Root) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill(entireProcessTree: true);
            Process.Dispose();
        }
    }
}
