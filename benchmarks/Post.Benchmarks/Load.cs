using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Post.Benchmarks;

/// <summary>Load from outside the process (wrk), and load inside it.</summary>
internal static partial class Load
{
    public const int Clients = 32;

    /// <summary>Requests per second over the paths of a file, taken in turn.</summary>
    public static async Task<double> WrkAsync(string root, string pathsFile, int seconds)
    {
        var script = Path.ChangeExtension(pathsFile, ".lua");
        await File.WriteAllTextAsync(script,
            $$"""
            local paths = {}
            for line in io.lines("{{pathsFile}}") do paths[#paths + 1] = line end
            local i = 0
            request = function() i = i % #paths + 1; return wrk.format("GET", paths[i]) end
            """);
        var start = new ProcessStartInfo("wrk",
            ["-t1", $"-c{Clients}", $"-d{seconds}s", "-H", "Host: localhost", "-s", script, root])
        { RedirectStandardOutput = true };
        using var wrk = Process.Start(start)!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"{root} refused some requests: {said}");
        return double.Parse(PerSecond().Match(said).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Calls per second of an action run by a number of clients at once.</summary>
    public static async Task<double> CallsAsync(int clients, int seconds, Func<int, Task> call)
    {
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var done = 0;
            for (; Stopwatch.GetTimestamp() < end; done++) await call((client * 7919) + done);
            return done;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex PerSecond();
}
