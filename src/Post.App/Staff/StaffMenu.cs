using Post.Certification;
using Post.Kernel.Access;
using Post.Standards;

namespace Post.App.Staff;

/// <summary>An entry of the side menu and the permission that its page asks for.</summary>
public sealed record MenuItem(string Section, string Title, string Link, string Permission);

/// <summary>The side menu: what the caller's roles may open, and of that only what exists in this process.</summary>
public sealed class StaffMenu(PermissionTable permissions, EndpointDataSource endpoints)
{
    private static readonly MenuItem[] s_items =
    [
        new("Work", "My work", "/staff", KernelPermissions.ReadQueues),
        new("Certification", "Officers", "/staff/officers", CertificationPermissions.ReadOfficers),
        new("Certification", "Agencies", "/staff/agencies", CertificationPermissions.ReadAgencies),
        new("Certification", "Agency spellings", "/staff/agencies/spellings", CertificationPermissions.MapSpellings),
        new("Certification", "From files", "/staff/certification/reviews", CertificationPermissions.Review),
        new("Standards", "Held rows", "/staff/discipline/held", StandardsPermissions.ReadDiscipline),
        new("System", "Imports", "/staff/imports", KernelPermissions.ReadImports),
        new("System", "Jobs", "/staff/jobs", KernelPermissions.Operate),
    ];

    // Endpoints are complete only after start-up, so they are looked at when the first page asks.
    private readonly Lazy<MenuItem[]> _existing = new(() => Existing(endpoints));

    public IEnumerable<IGrouping<string, MenuItem>> For(IEnumerable<string> roles) =>
        _existing.Value.Where(i => permissions.Allows(roles, i.Permission)).GroupBy(i => i.Section);

    private static MenuItem[] Existing(EndpointDataSource endpoints)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText?.Trim('/')).ToHashSet();
        return [.. s_items.Where(i => routes.Contains(i.Link))];
    }
}
