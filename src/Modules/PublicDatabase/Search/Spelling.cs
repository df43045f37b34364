namespace Post.PublicDatabase.Search;

/// <summary>How far two words are apart: a letter added, dropped or changed, or two exchanged, counts one.</summary>
internal static class Spelling
{
    public const int FarApart = int.MaxValue;
    private const int MaxLength = 48;

    /// <summary>Short words are too near to one another for any slip to be told from another name.</summary>
    public static int Allowed(string word) => word.Length switch { < 4 => 0, < 8 => 1, _ => 2 };

    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || b.Length >= MaxLength) return FarApart;

        Span<int> older = stackalloc int[MaxLength], old = stackalloc int[MaxLength], now = stackalloc int[MaxLength];
        for (var j = 0; j <= b.Length; j++) old[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            if (Row(a, b, i, older, old, now) > limit) return FarApart;

            var spare = older;
            older = old;
            old = now;
            now = spare;
        }

        return old[b.Length] <= limit ? old[b.Length] : FarApart;
    }

    private static int Row(
        ReadOnlySpan<char> a, ReadOnlySpan<char> b, int i, Span<int> older, Span<int> old, Span<int> now)
    {
        var least = now[0];
        for (var j = 1; j <= b.Length; j++)
        {
            var cost = Math.Min(Math.Min(old[j], now[j - 1]) + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = Math.Min(cost, older[j - 2] + 1);
            now[j] = cost;
            least = Math.Min(least, cost);
        }

        return least;
    }
}
