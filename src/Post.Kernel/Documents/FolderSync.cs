using System.Runtime.InteropServices;
using System.Text;

namespace Post.Kernel.Documents;

/// <summary>Makes a rename last: the framework flushes files only, and a new name lives in its folder.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0) throw new IOException($"The folder {folder} cannot be opened.", Marshal.GetLastPInvokeError());
        try
        {
            if (fsync(descriptor) != 0) throw new IOException($"The folder {folder} cannot be flushed.", Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
}
