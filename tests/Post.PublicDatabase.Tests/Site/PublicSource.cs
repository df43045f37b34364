using Post.Testing;

namespace Post.PublicDatabase.Tests.Site;

/// <summary>The source of the public site, for tests that read it.</summary>
internal static class PublicSource
{
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Checkout.PathOf("src", "Modules", "PublicDatabase"), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
}
