using Post.AccessReview;
using Post.App.Access;
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
        new("Work", "Matters", "/staff/matters", AccessReviewPermissions.ReadMatters),
        new("Work", "My duties and ties", "/staff/acknowledgment", AccessReviewPermissions.Acknowledge),
        new("Certification", "Desk", "/staff/certification", CertificationPermissions.ReadApplications),
        new("Certification", "Officers", "/staff/officers", CertificationPermissions.ReadOfficers),
        new("Certification", "Applications", "/staff/certification/applications", CertificationPermissions.ReadApplications),
        new("Certification", "Recertification", "/staff/certification/rounds", CertificationPermissions.ReadApplications),
        new("Certification", "Reports of agencies", "/staff/certification/reports", CertificationPermissions.ReadReports),
        new("Certification", "Statements of officers", "/staff/certification/statements", CertificationPermissions.ReadReports),
        new("Certification", "Hires to look up", "/staff/certification/hires", CertificationPermissions.ReadReports),
        new("Certification", "Agencies", "/staff/agencies", CertificationPermissions.ReadAgencies),
        new("Certification", "Agency spellings", "/staff/agencies/spellings", CertificationPermissions.MapSpellings),
        new("Certification", "Without a liaison", "/staff/agencies/liaisons", CertificationPermissions.KeepMembers),
        new("Certification", "Instructions to liaisons", "/staff/certification/instructions", CertificationPermissions.ReadMembers),
        new("Certification", "Records of agencies", "/staff/certification/records", CertificationPermissions.ReadReports),
        new("Certification", "Without an address", "/staff/officers/without-address", CertificationPermissions.InviteOfficers),
        new("Certification", "Questions from files", "/staff/certification/reviews", CertificationPermissions.Review),
        new("Certification", "Possible duplicates", "/staff/certification/duplicates", CertificationPermissions.JoinPersons),
        new("Standards", "Held rows", "/staff/discipline/held", StandardsPermissions.ReadDiscipline),
        new("Commission", "Meetings and votes", "/staff/meetings", CommissionPermissions.ReadVotes),
        new("Commission", "Designations", "/staff/designations", CommissionPermissions.ReadDesignations),
        new("Commission", "Guidelines", "/staff/guidelines", CommissionPermissions.ReadRules),
        new("Commission", "Systems and contracts", "/staff/systems", CommissionPermissions.ReadSystems),
        new("Commission", "Regulations", "/staff/regulations", CommissionPermissions.ReadRules),
        new("Commission", "Deadline rules", "/staff/deadline-rules", CommissionPermissions.ReadRules),
        new("Commission", "Holidays", "/staff/holidays", CommissionPermissions.ReadRules),
        new("Access review", "Alerts", "/staff/access-review", AccessReviewPermissions.Review),
        new("Access review", "Search the log", "/staff/access-review/log", AccessReviewPermissions.ReadLog),
        new("Access review", "Files asked for", "/staff/access-review/exports", AccessReviewPermissions.DecideExports),
        new("Access review", "Report and sign-off", "/staff/access-review/report", AccessReviewPermissions.ReadReport),
        new("Access review", "Looks held back", "/staff/held-entries", AccessReviewPermissions.ReleaseHeld),
        new("Access review", "Words taken out", "/staff/access-review/redactions", AccessReviewPermissions.ReadRedactions),
        new("Access review", "Looks across a tie", "/staff/tied-looks", AccessReviewPermissions.DecideTiedLooks),
        new("Notices", "Notices", "/staff/notices", KernelPermissions.ReadNotices),
        new("Notices", "Addresses", "/staff/addresses", KernelPermissions.SendNotices),
        new("System", "Accounts", "/staff/accounts", AccessPermissions.ManageAccounts),
        new("System", "Imports", "/staff/imports", KernelPermissions.ReadImports),
        new("System", "Mailbox", "/staff/mailbox", KernelPermissions.SettleDeliveries),
        new("System", "Document store", "/staff/documents/integrity", KernelPermissions.Operate),
        new("System", "Jobs", "/staff/jobs", KernelPermissions.Operate),
    ];

    // Endpoints are complete only after start-up, so they are looked at when the first page asks.
    private readonly Lazy<MenuItem[]> _existing = new(() => Existing(s_items, endpoints));

    public IEnumerable<IGrouping<string, MenuItem>> For(IEnumerable<string> roles) =>
        _existing.Value.Where(i => permissions.Allows(roles, i.Permission)).GroupBy(i => i.Section);

    internal static MenuItem[] Existing(MenuItem[] items, EndpointDataSource endpoints)
    {
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText?.Trim('/')).ToHashSet();
        return [.. items.Where(i => routes.Contains(i.Link))];
    }
}
