using System.Diagnostics;

namespace Post.Kernel.Tests.Documents;

/// <summary>A file system of one megabyte, which is full soon.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        Assert.True(await RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder));
        return new SmallDisk(folder);
    }

    public async ValueTask DisposeAsync() => await RunAsync("umount", Folder);

    public static bool CanMount()
    {
        var folder = Directory.CreateTempSubdirectory("post-mount-").FullName;
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) && Run("umount", folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static Task<bool> RunAsync(string program, params string[] arguments) => Task.Run(() => Run(program, arguments));

    private static bool Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        run.WaitForExit();
        return run.ExitCode == 0;
    }
}

/// <summary>A test that mounts a file system; in words skipped where nobody may.</summary>
internal sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_can = new(SmallDisk.CanMount);

    public MountFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !s_can.Value) Skip = "Nobody may mount a file system here.";
    }
}
