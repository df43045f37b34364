namespace Post.Kernel.Access;

/// <summary>The roles in the Commission's words.</summary>
public static class RoleWords
{
    private static readonly Dictionary<string, string> s_words = new()
    {
        [Roles.CertStaff] = "Certification staff",
        [Roles.StdStaff] = "Standards staff",
        [Roles.RecordsAccessOfficer] = "Records access officer",
        [Roles.Counsel] = "Counsel",
        [Roles.ExecutiveDirector] = "Executive Director",
        [Roles.Chair] = "Chair",
        [Roles.Commissioner] = "Commissioner",
        [Roles.ComplianceOfficer] = "Compliance officer",
        [Roles.AuditLead] = "Audit lead",
        [Roles.AuditStaff] = "Audit staff",
        [Roles.ExternalAuditor] = "External auditor",
        [Roles.SysAdmin] = "System administrator",
        [Roles.AgencyHead] = "Head of an agency",
        [Roles.AgencyLiaison] = "Agency liaison",
        [Roles.AgencyClerk] = "Agency clerk",
        [Roles.AuditeeMember] = "Member of an audited agency",
        [Roles.OfficerUser] = "Officer",
    };

    public static string Of(string role) => s_words.GetValueOrDefault(role, role);
}
