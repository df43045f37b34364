using Post.Certification;
using Post.Commission;
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
        new("Work", "Deadlines", "/staff/deadlines", KernelPermissions.ReadDeadlines),
        new("Certification", "Officers", "/staff/officers", CertificationPermissions.ReadOfficers),
        new("Certification", "Agencies", "/staff/agencies", CertificationPermissions.ReadAgencies),
        new("Certification", "Agency spellings", "/staff/agencies/spellings", CertificationPermissions.MapSpellings),
        new("Certification", "Questions from files", "/staff/certification/reviews", CertificationPermissions.Review),
        new("Certification", "Possible duplicates", "/staff/certification/duplicates", CertificationPermissions.JoinPersons),
        new("Standards", "Held rows", "/staff/discipline/held", StandardsPermissions.ReadDiscipline),
        new("Commission", "Meetings and votes", "/staff/meetings", CommissionPermissions.ReadVotes),
        new("Commission", "Designations", "/staff/designations", CommissionPermissions.ReadDesignations),
        new("Commission", "Guidelines", "/staff/guidelines", CommissionPermissions.ReadRules),
        new("Commission", "Systems and contracts", "/staff/systems", CommissionPermissions.ReadSystems),
        new("Commission", "Regulation editions", "/staff/regulations", CommissionPermissions.ReadRules),
        new("Commission", "Deadline rules", "/staff/deadline-rules", CommissionPermissions.ReadRules),
        new("Commission", "Holidays", "/staff/holidays", CommissionPermissions.ReadRules),
        new("Notices", "Notices", "/staff/notices", KernelPermissions.ReadNotices),
        new("Notices", "Addresses", "/staff/addresses", KernelPermissions.SendNotices),
        new("System", "Imports", "/staff/imports", KernelPermissions.ReadImports),
        new("System", "Mailbox", "/staff/mailbox", KernelPermissions.SettleDeliveries),
        new("System", "Document store", "/staff/documents/integrity", KernelPermissions.Operate),
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
