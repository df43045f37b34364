using Post.Testing;

namespace Post.PublicDatabase.Tests.Site;

/// <summary>The source of the public site, for tests that read it.</summary>
internal static class PublicSource
{
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Checkout.PathOf("src", "Modules", "PublicDatabase"), pattern, SearchOption.AllDirectories)
            // The officer file is the staff side's; it is there because what it shows is decided here.
            .Where(f => Path.GetFileName(f) is not "PublicRecordPanel.razor")
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
}
