using Post.App.Staff;
using Post.Certification;
using Post.Kernel.Access;

namespace Post.App.AgencySide;

/// <summary>The portal's menu: what the capacity may open, and of that only what exists in this process.</summary>
public sealed class AgencyMenu(PermissionTable permissions, EndpointDataSource endpoints)
{
    private static readonly MenuItem[] s_items =
    [
        new("Our agency", "Overview", "/agency", CertificationPermissions.UsePortal),
        new("Our agency", "Work", "/agency/work", CertificationPermissions.UsePortal),
        new("Our agency", "Roster", "/agency/roster", CertificationPermissions.UsePortal),
        new("Our agency", "Applications", "/agency/applications", CertificationPermissions.UsePortal),
        new("Our agency", "Reports", "/agency/reports", CertificationPermissions.UsePortal),
        new("Our agency", "Statements", "/agency/statements", CertificationPermissions.AnswerStatements),
        new("Our agency", "Bargaining units", "/agency/units", CertificationPermissions.UsePortal),
        new("Our agency", "Schools", "/agency/schools", CertificationPermissions.UsePortal),
        new("Our agency", "Certification records", "/agency/records", CertificationPermissions.UsePortal),
        new("Our agency", "Notices", "/agency/notices", CertificationPermissions.UsePortal),
        new("Our agency", "Instructions", "/agency/instructions", CertificationPermissions.UsePortal),
        new("Our agency", "Who acts for us", "/agency/people", CertificationPermissions.UsePortal),
    ];

    private readonly Lazy<MenuItem[]> _existing = new(() => StaffMenu.Existing(s_items, endpoints));

    public IReadOnlyList<MenuItem> For(IEnumerable<string> roles) => [.. _existing.Value.Where(i => permissions.Allows(roles, i.Permission))];
}
