using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Post.Testing;

/// <summary>The component test library asks for AngleSharp.Diffing 1.x and the feed carries 0.17: let that one answer (ADR 0002).</summary>
internal static class OlderMarkupDiff
{
    private const string Asked = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Use() => AssemblyLoadContext.Default.Resolving += (_, name) =>
        // Without a version, or the second question would come back here for ever.
        name is { Name: Asked, Version.Major: > 0 } ? Assembly.Load(new AssemblyName(Asked)) : null;
}
