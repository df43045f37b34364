using System.Diagnostics;
using Post.Testing;

namespace Post.EndToEnd.Tests.Running;

/// <summary>The published programs, as they would be installed: component assets are served from nothing else.</summary>
internal static class PublishedProgram
{
    private static readonly Lazy<Task<string>> s_site = new(() => FindAsync("Post.App", "POST_APP_DIR"));
    private static readonly Lazy<Task<string>> s_verbs = new(() => FindAsync("Post.Cli", "POST_CLI_DIR"));

    public static Task<string> SiteAsync() => s_site.Value;

    public static Task<string> VerbsAsync() => s_verbs.Value;

    private static async Task<string> FindAsync(string project, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given) return given;
        var folder = Directory.CreateTempSubdirectory("post-published-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var publish = new ProcessStartInfo(
            "dotnet", ["publish", Checkout.PathOf("src", project), "-c", "Release", "-o", folder, "-v", "q", "--nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(publish) ?? throw new InvalidOperationException("dotnet publish did not start.");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException($"{project} could not be published:\n{said}");
    }
}
