using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Post.Kernel.Imports;

/// <summary>
/// Counts the different texts of a column while a file is read, by keys of eight bytes: a million officer numbers take some
/// 30 MB; that two of them fall together is less likely than one in thirty million.
/// </summary>
public sealed class DistinctTexts
{
    private readonly HashSet<ulong> _keys = [];

    public long Count => _keys.Count;

    /// <summary>An absent text is none.</summary>
    public void Add(string? text)
    {
        if (text is not null) _keys.Add(KeyOf(text));
    }

    /// <summary>The same for the same text, and in all likelihood for no other; each <paramref name="within"/> is a space of its own.</summary>
    public static ulong KeyOf(string text, ulong within = 0) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), (long)within);
}
