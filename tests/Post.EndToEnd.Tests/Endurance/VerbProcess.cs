using System.Diagnostics;
using Post.EndToEnd.Tests.Running;

namespace Post.EndToEnd.Tests.Endurance;

/// <summary>One of the operator's verbs as a process of its own, which can be killed.</summary>
internal static class VerbProcess
{
    /// <summary>Runs a verb to its end, or kills it (SIGKILL) after a time; the exit code and what it said, or null when it was killed.</summary>
    public static async Task<(int Code, string Said)?> RunAsync(IReadOnlyDictionary<string, string?> settings, TimeSpan? killAfter, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", ["post.dll", .. verb])
        {
            WorkingDirectory = await PublishedProgram.VerbsAsync(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The verb did not start.");
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(killAfter ?? TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            if (killAfter is null) throw new InvalidOperationException($"The verb did not end:\n{string.Join('\n', await said)}");
            return null;
        }

        return (process.ExitCode, string.Join('\n', await said));
    }
}
