using Post.Certification;
using Post.Commission;
using Post.Kernel.Access;
using Post.PublicDatabase;
using Post.Standards;

namespace Post.App.Access;

/// <summary>
/// The one table of who may do what. A change here is reviewed as a change of authority: agencies and officers get nothing
/// but sign-in until their portals open, and the system administrator never gets the content of a case.
/// </summary>
public static class RolePermissions
{
    private static readonly string[] s_everybody = [Roles.Public, .. Roles.OfPeople];

    private static readonly string[] s_readers =
    [
        Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, Roles.Chair,
        Roles.Commissioner, Roles.AuditLead, Roles.AuditStaff,
    ];

    /// <summary>The Commission's own people and those who work for it: they come to the staff side.</summary>
    public static readonly IReadOnlyList<string> Staff =
        [.. s_readers, Roles.ComplianceOfficer, Roles.ExternalAuditor, Roles.SysAdmin];

    public static readonly IReadOnlyDictionary<string, string[]> ByPermission = new Dictionary<string, string[]>
    {
        [AccessPermissions.SignIn] = [Roles.Public],
        [AccessPermissions.SignOut] = s_everybody,
        [AccessPermissions.ChoosePurpose] = [.. Staff],
        [AccessPermissions.ManageAccounts] = [Roles.SysAdmin, Roles.System],

        [KernelPermissions.ReadQueues] = [.. Staff],
        [KernelPermissions.Operate] = [Roles.SysAdmin, Roles.System],
        [KernelPermissions.Import] = [Roles.CertStaff, Roles.StdStaff, Roles.System],
        [KernelPermissions.ShapeImports] = [Roles.CertStaff, Roles.StdStaff, Roles.System],
        [KernelPermissions.ReadImports] = [Roles.CertStaff, Roles.StdStaff, Roles.ExecutiveDirector, Roles.System],

        [CommissionPermissions.ReadRules] = [.. Staff, Roles.System],

        [CertificationPermissions.ReadOfficers] = [.. s_readers, Roles.System],
        [CertificationPermissions.ReadAgencies] = [.. s_readers, Roles.ComplianceOfficer, Roles.System],
        [CertificationPermissions.MapSpellings] = [Roles.CertStaff, Roles.StdStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.Review] = [Roles.CertStaff, Roles.ExecutiveDirector],

        [StandardsPermissions.ReadDiscipline] = [.. s_readers, Roles.System],
        [StandardsPermissions.FollowAgencies] = [Roles.System],

        [PublicDatabasePermissions.Publish] = [Roles.System],
        [PublicDatabasePermissions.ReadDecisions] =
            [Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, Roles.System],
    };

    public static PermissionTable Table { get; } = new(ByPermission);
}
