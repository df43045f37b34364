using Xunit;

namespace Post.Testing;

/// <summary>The files of real submitters, where they lie beside the checkout; they are never part of it.</summary>
public static class RealData
{
    /// <summary>The path of a real file, or null where the files are absent.</summary>
    public static string? Find(string file)
    {
        var folder = Environment.GetEnvironmentVariable("POST_SHARED_DATA") is { Length: > 0 } named
            ? named
            : Checkout.PathOf("..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine(folder, file));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }
}

/// <summary>A fact about a real file, skipped where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute(string file = "ma-post-disciplinary/Complaints.csv")
    {
        File = file;
        if (RealData.Find(file) is null) Skip = $"The real file {file} is absent (POST_SHARED_DATA names its folder).";
    }

    public string File { get; }
}
