namespace Post.PublicDatabase.Gate;

/// <summary>Reads the small tables that are built into the module; the last column may contain commas.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string[]> Read(string resource, int columns)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing from the build.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => line.Split(',', columns))];
    }
}
