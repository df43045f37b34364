using System.Collections.Frozen;
using System.Reflection;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Exports;

namespace Post.Kernel.Requests;

/// <summary>What the pipeline must know of a request type.</summary>
public sealed record RequestSpec(Type Type, bool IsCommand, string? Permission, AuditedAttribute? Audit, PublicReadAttribute? Public)
{
    public DisclosureKind? Discloses { get; init; }

    /// <summary>Its answer leaves on a second person's approval alone.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>It touches data of persons that are not public, and are not the caller's own.</summary>
    public bool IsPersonal => Audit is { OfOneself: false, DataClass: DataClass.Personal or DataClass.Restricted };
}

/// <summary>Every request type with its permission and audit specification, read once at start-up.</summary>
public sealed class RequestCatalogue
{
    private readonly FrozenDictionary<Type, RequestSpec> _specs;

    public RequestCatalogue(IEnumerable<Assembly> assemblies)
    {
        _specs = assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && IsRequest(t))
            .Select(Describe)
            .ToFrozenDictionary(s => s.Type);
    }

    public IReadOnlyCollection<RequestSpec> All => _specs.Values;

    public RequestSpec For(Type request) => _specs.TryGetValue(request, out var spec)
        ? spec
        : throw new InvalidOperationException($"{request.FullName} is not in the catalogue: name its assembly in the module list.");

    /// <summary>Words for each request type that lacks a permission or an audit specification.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. _specs.Values.Where(s => s.Permission is null && s.Public is null).Select(s => $"{s.Type.Name} names no permission."),
        .. _specs.Values.Where(s => s.Audit is null && s.Public is null).Select(s => $"{s.Type.Name} has no audit specification."),
        .. _specs.Values.Where(s => s.IsCommand && s.Public is not null).Select(s => $"{s.Type.Name} changes something and cannot be public."),
        .. _specs.Values.Where(s => s.Discloses is not null && !s.Type.IsAssignableTo(typeof(IDisclosesItems)))
            .Select(s => $"{s.Type.Name} discloses and does not say what."),
        .. _specs.Values.Where(s => s.NeedsApproval && !(s.IsCommand && s.Type.IsAssignableTo(typeof(IUsesApproval))))
            .Select(s => $"{s.Type.Name} needs an approval: it must be a command that says which one it uses."),
    ];

    public void ThrowIfIncomplete()
    {
        if (Problems() is { Count: > 0 } problems) throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }

    private static bool IsRequest(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>));

    private static RequestSpec Describe(Type type) => new(
        type,
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>)),
        type.GetCustomAttribute<RequiresAttribute>()?.Permission,
        type.GetCustomAttribute<AuditedAttribute>(),
        type.GetCustomAttribute<PublicReadAttribute>())
    {
        Discloses = type.GetCustomAttribute<DisclosesAttribute>()?.Kind,
        NeedsApproval = type.GetCustomAttribute<NeedsApprovalAttribute>() is not null,
    };
}
