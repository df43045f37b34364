using System.Diagnostics;
using Post.Testing;

namespace Post.EndToEnd.Tests.Running;

/// <summary>The published site, as it would be installed: component assets are served from nothing else.</summary>
internal static class PublishedApp
{
    private static readonly Lazy<Task<string>> s_folder = new(FindAsync);

    public static Task<string> FolderAsync() => s_folder.Value;

    private static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("POST_APP_DIR") is { Length: > 0 } given) return given;
        var folder = Directory.CreateTempSubdirectory("post-app-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var publish = new ProcessStartInfo(
            "dotnet", ["publish", Checkout.PathOf("src", "Post.App"), "-c", "Release", "-o", folder, "-v", "q", "--nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(publish) ?? throw new InvalidOperationException("dotnet publish did not start.");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException($"Post.App could not be published:\n{said}");
    }
}
