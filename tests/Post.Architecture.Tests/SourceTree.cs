using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>A file of the checkout, by its path from the root, with its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public IEnumerable<(int Number, string Text)> Lines => Text.Split('\n').Select((line, i) => (i + 1, line));
}

/// <summary>The files that people wrote: what a build leaves behind is not among them.</summary>
internal static class SourceTree
{
    private static readonly string[] s_built = ["bin", "obj", "node_modules", "_framework"];

    public static IReadOnlyList<SourceFile> Of(string folder, params string[] endings) => !Directory.Exists(Checkout.PathOf(folder))
        ? []
        :
        [
            .. Directory.EnumerateFiles(Checkout.PathOf(folder), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Intersect(s_built).Any())
                .Where(path => endings.Length == 0 || endings.Any(e => path.EndsWith(e, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(path, File.ReadAllText(Checkout.PathOf(path)))),
        ];
}
