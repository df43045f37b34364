namespace Post.Kernel.Access;

/// <summary>The roles of requirements 12, part 0.2, the compliance officer, and the accounts that work without a person.</summary>
public static class Roles
{
    public const string Public = "Public";
    public const string OfficerUser = "OfficerUser";
    public const string AgencyHead = "AgencyHead";
    public const string AgencyLiaison = "AgencyLiaison";
    public const string AgencyClerk = "AgencyClerk";
    public const string AuditeeMember = "AuditeeMember";
    public const string CertStaff = "CertStaff";
    public const string StdStaff = "StdStaff";
    public const string AuditLead = "AuditLead";
    public const string AuditStaff = "AuditStaff";
    public const string ExternalAuditor = "ExternalAuditor";
    public const string Counsel = "Counsel";
    public const string ExecutiveDirector = "ExecutiveDirector";
    public const string Chair = "Chair";
    public const string Commissioner = "Commissioner";
    public const string RecordsAccessOfficer = "RecordsAccessOfficer";
    public const string ComplianceOfficer = "ComplianceOfficer";
    public const string SysAdmin = "SysAdmin";

    /// <summary>Jobs, the outbox and the operator's verbs.</summary>
    public const string System = "System";

    /// <summary>Every role a person can hold, in the order people look for them.</summary>
    public static readonly IReadOnlyList<string> OfPeople =
    [
        CertStaff, StdStaff, RecordsAccessOfficer, Counsel, ExecutiveDirector, Chair, Commissioner, ComplianceOfficer,
        AuditLead, AuditStaff, ExternalAuditor, SysAdmin, AgencyHead, AgencyLiaison, AgencyClerk, AuditeeMember, OfficerUser,
    ];
}
