namespace Post.PublicDatabase.Search;

/// <summary>FNV-1a, the same in every process: page tokens outlive one, the framework's own hash does not.</summary>
internal static class TextHash
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var c in text) hash = (hash ^ c) * Prime;
        return hash;
    }
}
