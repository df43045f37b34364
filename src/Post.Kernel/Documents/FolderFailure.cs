namespace Post.Kernel.Documents;

/// <summary>The folder of documents cannot do what was asked of it: an IOException of ours, not one of a sender who went away.</summary>
internal sealed class FolderFailureException(Exception inner) : Exception("The folder of documents failed.", inner)
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int DiskFull = unchecked((int)0x80070070);

    public bool IsDiskFull => InnerException is IOException { HResult: NoSpaceLeft or QuotaExceeded or DiskFull };

    public static void In(Action act) => In(() =>
    {
        act();
        return true;
    });

    public static T In<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FolderFailureException(failure);
        }
    }

    public static async ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        try
        {
            await file.WriteAsync(piece, ct);
        }
        catch (IOException failure)
        {
            throw new FolderFailureException(failure);
        }
    }
}
