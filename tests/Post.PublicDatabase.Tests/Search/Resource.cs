namespace Post.PublicDatabase.Tests.Search;

/// <summary>The lists built into this test project.</summary>
internal static class Resource
{
    /// <summary>All lines but the header.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        var assembly = typeof(Resource).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Post.PublicDatabase.Tests.Search.{file}")
            ?? throw new InvalidOperationException($"{file} is not built in.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }
}
