using Post.Audit;
using Post.Kernel.Access;

namespace Post.Testing;

/// <summary>
/// The small cast of the tests: one person per role, each at work under a purpose open to that role, one that needs no matter
/// where the role has one. The others work on a matter of <see cref="OpenAccess"/>.
/// </summary>
public static class People
{
    private static readonly Dictionary<string, string> s_purposes = new()
    {
        [Roles.CertStaff] = "certification",
        [Roles.StdStaff] = "complaint-intake",
        [Roles.RecordsAccessOfficer] = "publication",
        [Roles.Counsel] = "privilege-review",
        [Roles.ExecutiveDirector] = "certification",
        [Roles.Chair] = "certification",
        [Roles.Commissioner] = "certification",
        [Roles.ComplianceOfficer] = "access-review",
        [Roles.AuditLead] = "agency-audit",
        [Roles.AuditStaff] = "agency-audit",
        [Roles.ExternalAuditor] = "agency-audit",
    };

    // Roles whose every purpose needs a matter: of which kind.
    private static readonly Dictionary<string, string> s_matters = new() { ["privilege-review"] = "Privilege", ["agency-audit"] = "Audit" };

    /// <summary>Somebody who holds one role and has just chosen a purpose, if the role has one.</summary>
    public static Caller With(string role, TimeProvider clock) => new(IdOf(role), KindOf(role), $"{role} (test)", [role])
    {
        Purpose = s_purposes.TryGetValue(role, out var code)
            ? new ChosenPurpose(code, s_matters.TryGetValue(code, out var kind) ? OpenAccess.MatterOf(kind) : null, null, clock.GetUtcNow())
            : null,
        SessionId = IdOf(role),
    };

    public static Caller CertificationStaff(TimeProvider clock) => With(Roles.CertStaff, clock);

    public static Caller StandardsStaff(TimeProvider clock) => With(Roles.StdStaff, clock);

    public static Caller Operator(TimeProvider clock) => ServiceAccounts.Operator("test", clock);

    public static Caller WithoutPurpose(Caller caller) => caller with { Purpose = null };

    private static Guid IdOf(string role) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(role)).AsSpan(0, 16));

    private static ActorKind KindOf(string role) => role switch
    {
        Roles.OfficerUser => ActorKind.Officer,
        Roles.AgencyHead or Roles.AgencyLiaison or Roles.AgencyClerk or Roles.AuditeeMember => ActorKind.Agency,
        Roles.ExternalAuditor => ActorKind.Contractor,
        Roles.Commissioner or Roles.Chair => ActorKind.Commissioner,
        _ => ActorKind.Staff,
    };
}
