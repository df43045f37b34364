using System.Reflection;
using Post.App;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Modules;

namespace Post.Architecture.Tests;

/// <summary>The product's assemblies, contexts and request types, found once.</summary>
internal static class Product
{
    public static readonly Assembly Host = typeof(PostModules).Assembly;
    public static readonly Assembly Kernel = typeof(IModule).Assembly;
    public static readonly Assembly Audit = typeof(AuditEvent).Assembly;

    public static readonly IReadOnlyList<Assembly> Modules = [.. PostModules.All.Select(m => m.GetType().Assembly)];

    public static readonly IReadOnlyList<Assembly> Contracts =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "Post.*.Contracts.dll").Order(StringComparer.Ordinal).Select(Assembly.LoadFrom),
    ];

    public static IEnumerable<Assembly> All => [Host, Kernel, Audit, .. Modules, .. Contracts];

    public static IEnumerable<Type> Contexts => Modules
        .SelectMany(a => a.GetTypes())
        .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ModuleDb)))
        .Append(typeof(IdentityDb));

    /// <summary>The last part of a module's name: <c>Certification</c> of <c>Post.Certification</c>.</summary>
    public static string ShortName(Assembly module) => module.GetName().Name!.Split('.')[1];
}
