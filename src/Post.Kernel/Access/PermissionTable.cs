using System.Collections.Frozen;

namespace Post.Kernel.Access;

/// <summary>A permission as its module lists it: its name and what it lets a person do.</summary>
public sealed record Permission(string Name, string Allows);

/// <summary>Which role may do what; the host fills it from one reviewed table.</summary>
public sealed class PermissionTable
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _rolesByPermission;

    public PermissionTable(IEnumerable<KeyValuePair<string, string[]>> rolesByPermission) =>
        _rolesByPermission = rolesByPermission.ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenSet());

    public IReadOnlyCollection<string> Permissions => _rolesByPermission.Keys;

    public bool Allows(IEnumerable<string> roles, string permission) =>
        _rolesByPermission.TryGetValue(permission, out var allowed) && roles.Any(allowed.Contains);

    public IReadOnlyCollection<string> RolesWith(string permission) =>
        _rolesByPermission.TryGetValue(permission, out var roles) ? roles : [];
}
