using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MediatR;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>Names by which people find things: the folder is the use case, and no type is called after nothing.</summary>
public sealed partial class NamingTests
{
    /// <summary>Folders of <c>Features</c> that are not one use case, with the reason.</summary>
    private static readonly Dictionary<string, string> s_notOneUseCase = new()
    {
        ["OfficersApi"] = "the two addresses of one list in the API",
        ["AgenciesApi"] = "the two addresses of one list in the API",
        ["ImportDisciplinary"] = "a kind of import: the requests are the kernel's",
        ["ImportAgencies"] = "a kind of import: the requests are the kernel's",
        ["ImportOfficers"] = "a kind of import: the requests are the kernel's",
        ["ImportEmployment"] = "a kind of import: the requests are the kernel's",
        ["ImportCertifications"] = "a kind of import: the requests are the kernel's",
        ["ImportTraining"] = "a kind of import: the requests are the kernel's",
    };

    [Fact]
    public void Slice_IsNamedAsItsRequest()
    {
        var folders = Directory.GetDirectories(Checkout.PathOf("src", "Modules"))
            .Select(module => Path.Combine(module, "Features"))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(folder => Path.GetFileName(folder)!)
            .ToList();
        var requests = Requests().Select(t => Suffix().Replace(t.Name, "")).ToHashSet();

        Assert.NotEmpty(folders);
        Assert.Empty(folders.Where(f => !requests.Contains(f) && !s_notOneUseCase.ContainsKey(f)));
        Assert.Empty(s_notOneUseCase.Keys.Except(folders));
    }

    [Fact]
    public void Request_StandsInTheFolderOfItsName()
    {
        var requests = Requests().Where(t => t.Namespace!.Contains(".Features.")).ToList();
        Assert.NotEmpty(requests);

        Assert.Empty(
            from request in requests
            let folder = request.Namespace!.Split('.').Last()
            where folder != Suffix().Replace(request.Name, "") && !s_notOneUseCase.ContainsKey(folder)
            select $"{request.Name} stands in {folder}");
    }

    [Fact]
    public void Request_EndsInCommandOrQuery() => Assert.Empty(Requests().Where(t => !Suffix().IsMatch(t.Name)).Select(t => t.FullName));

    [Fact]
    public void TypeName_SaysWhatItIs()
    {
        var types = Types().ToList();
        Assert.NotEmpty(types);

        Assert.Empty(types.Where(t => Banned().IsMatch(t.Name.Split('`')[0])).Select(t => t.FullName));
    }

    // 8.03(2) keeps the word for a state agency; a police department is a LawEnforcementAgency.
    [Fact]
    [Trait("Clause", "8.03(2) Agency")]
    [Trait("Clause", "8.03(1)")]
    public void NoType_IsPlainlyAnAgency()
    {
        Assert.Contains(Types(), t => t.Name == "LawEnforcementAgency");
        Assert.Empty(Types().Where(t => t.Name is "Agency" or "Agencies").Select(t => t.FullName));
    }

    private static IEnumerable<Type> Requests() => Types().Where(t =>
        t is { IsAbstract: false, IsInterface: false }
        && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)));

    private static IEnumerable<Type> Types() => Product.All.SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("Post.", StringComparison.Ordinal) is true
            && !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && !t.Name.Contains('<'));

    [GeneratedRegex("(Command|Query)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utilities|Service|Base|Common|Dto|Model)$")]
    private static partial Regex Banned();
}
