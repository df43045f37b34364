using System.Globalization;

namespace Post.Verifier.Export;

/// <summary>Where a tile lies in an export: the paths of C2SP tlog-tiles.</summary>
internal static class TilePath
{
    public static string Of(int level, long index) => $"tile/{level.ToString(CultureInfo.InvariantCulture)}/{Number(index)}";

    /// <summary>A tile that is not full yet, by how many hashes it has.</summary>
    public static string Partial(int level, long index, int width) =>
        $"{Of(level, index)}.p/{width.ToString(CultureInfo.InvariantCulture)}";

    // Three digits a folder, every one but the last marked with an x.
    private static string Number(long index)
    {
        var path = (index % 1_000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1_000; rest > 0; rest /= 1_000)
        {
            path = $"x{(rest % 1_000).ToString("000", CultureInfo.InvariantCulture)}/{path}";
        }

        return path;
    }
}
