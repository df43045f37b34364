using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Post.App;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>The compiler draws the boundary; these tests keep anybody from moving it.</summary>
public sealed partial class ModuleBoundaryTests
{
    private static readonly HashSet<string> s_shared = ["Post.Kernel", "Post.Audit"];

    [Fact]
    public void Modules_AreFound()
    {
        Assert.NotEmpty(Product.Modules);
        Assert.NotEmpty(Product.Contracts);
        Assert.Equal(Directory.GetDirectories(Checkout.PathOf("src", "Modules")).Select(Path.GetFileName).Order(),
            Product.Modules.Select(Product.ShortName).Order());
    }

    [Fact]
    public void Module_ReferencesTheKernelAndContractsOnly() => Assert.Empty(
        from module in Product.Modules
        from reference in OurReferences(module)
        where !s_shared.Contains(reference) && !IsContracts(reference)
        select $"{module.GetName().Name} references {reference}: ask it through its contracts, or listen to its events.");

    [Fact]
    public void Contracts_ReferenceTheKernelOnly() => Assert.Empty(
        from contracts in Product.Contracts
        from reference in OurReferences(contracts)
        where !s_shared.Contains(reference)
        select $"{contracts.GetName().Name} references {reference}: contracts stand alone, or circles come back through them.");

    // The compiler drops an unused reference from the assembly; the project file shows the intention before its use.
    [Fact]
    public void ProjectFiles_SayTheSame()
    {
        var projects = SourceTree.Of("src/Modules", ".csproj");
        Assert.NotEmpty(projects);

        Assert.Empty(
            from project in projects
            from reference in XDocument.Parse(project.Text).Descendants("ProjectReference").Select(r => NameOf(r.Attribute("Include")!.Value))
            where reference != "Post.Kernel" && (IsContracts(NameOf(project.Path)) || !IsContracts(reference))
            select $"{project.Path} references {reference}.");
    }

    // A fault that sealer and verifier shared with the writer would be confirmed by all three (ADR 0032).
    [Theory]
    [InlineData("src/Post.Sealer")]
    [InlineData("src/Post.Verifier")]
    public void SealerAndVerifier_ShareNothingWithAnybody(string folder)
    {
        var project = Assert.Single(SourceTree.Of(folder, ".csproj"));
        Assert.NotEmpty(SourceTree.Of(folder, ".cs"));

        Assert.Empty(XDocument.Parse(project.Text).Descendants("ProjectReference"));
        Assert.DoesNotContain(XDocument.Parse(project.Text).Descendants("Compile"), c => c.Attribute("Include") is not null);
    }

    [Fact]
    public void Kernel_NamesNoModule()
    {
        var words = string.Join('|', PostModules.All.SelectMany(m => new[] { $@"Post\.{Product.ShortName(m.GetType().Assembly)}\b", $@"\b{m.Schema}\." }));
        var sources = SourceTree.Of("src/Post.Kernel", ".cs", ".razor").Concat(SourceTree.Of("src/Post.Audit", ".cs")).ToList();
        Assert.NotEmpty(sources);

        Assert.Empty(OurReferences(Product.Kernel).Except(s_shared));
        Assert.Empty(OurReferences(Product.Audit));
        Assert.Empty(
            from source in sources
            from line in source.Lines
            where Regex.IsMatch(line.Text, words)
            select $"{source.Path}:{line.Number} names a module: {line.Text.Trim()}");
    }

    /// <summary>A slice is deleted by deleting its folder, which only holds while no other slice leans on it.</summary>
    [Fact]
    public void Slices_DoNotSeeEachOther()
    {
        var sources = SourceTree.Of("src/Modules", ".cs", ".razor").Where(s => s.Path.Contains("/Features/")).ToList();
        Assert.NotEmpty(sources);

        Assert.Empty(
            from source in sources
            let own = SliceInPath().Match(source.Path).Groups[1].Value
            from Match used in SliceInCode().Matches(source.Text)
            let other = used.Groups[1].Value
            where other != own && !MayUse(own, other)
            select $"{source.Path} uses the slice {other}: move what both need out of Features.");
    }

    private static bool MayUse(string slice, string other) => (slice, other) switch
    {
        // A rebuild is the sum of the refreshes; it sends their commands and uses nothing else of them.
        ("RebuildPublication", "RefreshOfficers" or "RefreshAgencies" or "PublishOfficers") => true,
        // Looking at everybody is looking at each page of them.
        ("FindAllDuplicates", "FindDuplicates") => true,
        // A file of a list is the pages of that list, by its own handler: two readings would disagree (ADR 0050).
        ("ExportApplications", "ListApplications") or ("ExportRoundOfficers", "ListRoundOfficers") or ("ExportReports", "ListAgencyReports") => true,
        // The record is shown in the words of the layout it came in.
        ("ShowDisciplinaryRecord", "ImportDisciplinary") => true,
        _ => false,
    };

    private static IEnumerable<string> OurReferences(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(r => r.Name!)
        .Where(n => n.StartsWith("Post.", StringComparison.Ordinal));

    private static bool IsContracts(string name) => name.EndsWith(".Contracts", StringComparison.Ordinal);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    [GeneratedRegex("/Features/([A-Za-z]+)/")]
    private static partial Regex SliceInPath();

    [GeneratedRegex(@"(?:using|\busing static|@using) Post\.[A-Za-z]+\.Features\.([A-Za-z]+)")]
    private static partial Regex SliceInCode();
}
