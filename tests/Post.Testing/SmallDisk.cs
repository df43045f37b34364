using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Post.Testing;

/// <summary>A file system of some megabytes, which is full soon, and which can grow.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(string folder, int megabytes = 1)
    {
        Directory.CreateDirectory(folder);
        Assert.True(await RunAsync("mount", "-t", "tmpfs", "-o", Size(megabytes), "tmpfs", folder));
        return new SmallDisk(folder);
    }

    public async Task GrowAsync(int megabytes) => Assert.True(await RunAsync("mount", "-o", "remount," + Size(megabytes), Folder));

    public async ValueTask DisposeAsync() => await RunAsync("umount", Folder);

    public static bool CanMount()
    {
        var folder = Directory.CreateTempSubdirectory("post-mount-").FullName;
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", Size(1), "tmpfs", folder) && Run("umount", folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

    private static Task<bool> RunAsync(string program, params string[] arguments) => Task.Run(() => Run(program, arguments));

    private static bool Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        run.WaitForExit();
        return run.ExitCode == 0;
    }
}

/// <summary>A test that mounts a file system; in words skipped where nobody may.</summary>
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_can = new(SmallDisk.CanMount);

    public MountFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !s_can.Value) Skip = "Nobody may mount a file system here.";
    }
}
