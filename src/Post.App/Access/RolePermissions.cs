using Post.AccessReview;
using Post.Certification;
using Post.Commission;
using Post.Kernel.Access;
using Post.PublicDatabase;
using Post.Standards;

namespace Post.App.Access;

/// <summary>
/// The one table of who may do what. A change here is reviewed as a change of authority: agencies get their own
/// portal alone, officers their own record, and the system administrator never gets the content of a case.
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

    /// <summary>Those who act for a law enforcement agency: they come to its portal, and never to the staff side.</summary>
    public static readonly IReadOnlyList<string> OfAgencies = [Roles.AgencyHead, Roles.AgencyLiaison, Roles.AgencyClerk];

    /// <summary>Officers, who come to what is held about themselves and to nothing else.</summary>
    public static readonly IReadOnlyList<string> OfOfficers = [Roles.OfficerUser];

    public static readonly IReadOnlyDictionary<string, string[]> ByPermission = new Dictionary<string, string[]>
    {
        [AccessPermissions.SignIn] = [Roles.Public],
        [AccessPermissions.SignOut] = s_everybody,
        [AccessPermissions.ChoosePurpose] = [.. Staff],
        [AccessPermissions.ChooseAgency] = [.. OfAgencies],
        [AccessPermissions.KeepOwnAccount] = [.. Staff],
        [AccessPermissions.ManageAccounts] = [Roles.SysAdmin, Roles.System],

        [KernelPermissions.ReadQueues] = [.. Staff],
        [KernelPermissions.Operate] = [Roles.SysAdmin, Roles.System],
        [KernelPermissions.Import] = [Roles.CertStaff, Roles.StdStaff, Roles.System],
        [KernelPermissions.ReceiveDocuments] =
            [Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, .. OfOfficers, Roles.System],
        // Of which matter is asked again: an officer's own statements, and those that went to the own agency.
        [KernelPermissions.ReadDocuments] = [.. s_readers, .. OfOfficers, Roles.AgencyHead, Roles.AgencyLiaison, Roles.System],
        [KernelPermissions.ReleaseDocuments] = [Roles.Counsel, Roles.ExecutiveDirector],
        [KernelPermissions.ShapeImports] = [Roles.CertStaff, Roles.StdStaff, Roles.System],
        [KernelPermissions.ReadImports] = [Roles.CertStaff, Roles.StdStaff, Roles.ExecutiveDirector, Roles.System],
        [KernelPermissions.ReadNotices] =
            [Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, Roles.System],
        [KernelPermissions.SendNotices] = [Roles.CertStaff, Roles.StdStaff, Roles.ExecutiveDirector, Roles.System],
        [KernelPermissions.AdoptTemplates] = [Roles.Counsel, Roles.ExecutiveDirector],
        [KernelPermissions.SettleDeliveries] = [Roles.CertStaff, Roles.StdStaff, Roles.ExecutiveDirector, Roles.SysAdmin, Roles.System],
        [KernelPermissions.DeliverNotices] = [Roles.System],
        // Whoever has the link is nobody there, signed in or not: the link went to one mailbox alone.
        [KernelPermissions.ConfirmAddresses] = [Roles.Public],

        [KernelPermissions.ReadDeadlines] = [.. Staff, Roles.System],
        [KernelPermissions.KeepDeadlines] =
        [
            Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, Roles.AuditLead, Roles.System,
        ],
        [KernelPermissions.RecountDeadlines] = [Roles.System],

        [CommissionPermissions.ReadRules] = [.. Staff, Roles.System],
        [CommissionPermissions.KeepRegulations] = [Roles.Counsel, Roles.ExecutiveDirector],
        [CommissionPermissions.KeepCalendar] = [Roles.ExecutiveDirector, Roles.RecordsAccessOfficer, Roles.SysAdmin],
        [CommissionPermissions.ReviseDeadlineRules] = [Roles.ExecutiveDirector],
        [CommissionPermissions.ReadVotes] = [.. Staff],
        [CommissionPermissions.RecordVotes] = [Roles.Counsel, Roles.ExecutiveDirector, Roles.Chair],
        [CommissionPermissions.SeatCommissioners] = [Roles.Counsel, Roles.ExecutiveDirector],
        [CommissionPermissions.ReadDesignations] = [.. Staff],
        [CommissionPermissions.RecordDesignations] = [Roles.Counsel, Roles.ExecutiveDirector, Roles.Chair],
        [CommissionPermissions.DraftGuidelines] =
            [Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector],
        [CommissionPermissions.SignOffGuidelines] = [Roles.Counsel],
        // Any of these may be a designee; the handler asks for the designation or the vote itself (8.06(6)(a)).
        [CommissionPermissions.AdoptGuidelines] = [Roles.CertStaff, Roles.StdStaff, Roles.Counsel, Roles.ExecutiveDirector],
        [CommissionPermissions.ReadSystems] = [.. s_readers, Roles.ComplianceOfficer, Roles.SysAdmin],
        [CommissionPermissions.KeepSystems] = [Roles.RecordsAccessOfficer, Roles.ExecutiveDirector, Roles.SysAdmin],
        [CommissionPermissions.ApproveContracts] = [Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector],

        [CertificationPermissions.ReadOfficers] = [.. s_readers, Roles.System],
        [CertificationPermissions.ReadAgencies] = [.. s_readers, Roles.ComplianceOfficer, Roles.System],
        [CertificationPermissions.MapSpellings] = [Roles.CertStaff, Roles.StdStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.KeepAgencies] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.FollowAgencies] = [Roles.System],
        [CertificationPermissions.ReturnRows] = [Roles.CertStaff, Roles.StdStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.Review] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.JoinPersons] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.FindDuplicates] = [Roles.System],
        [CertificationPermissions.ReadMembers] = [.. s_readers, Roles.ComplianceOfficer],
        [CertificationPermissions.KeepMembers] = [Roles.CertStaff, Roles.ExecutiveDirector],
        // What each may do for the agency it acts for is asked of the record again (requirements 12, part 0.2).
        [CertificationPermissions.UsePortal] = [.. OfAgencies],
        [CertificationPermissions.KeepOwnMembers] = [Roles.AgencyHead],
        [CertificationPermissions.SubmitReports] = [Roles.AgencyHead, Roles.AgencyLiaison],
        [CertificationPermissions.AnswerStatements] = [Roles.AgencyHead, Roles.AgencyLiaison],
        [CertificationPermissions.KeepOwnUnits] = [Roles.AgencyHead, Roles.AgencyLiaison],
        [CertificationPermissions.KeepSchoolService] = [Roles.AgencyHead, Roles.AgencyLiaison],
        [CertificationPermissions.KeepLiaisonDuties] = [Roles.AgencyHead, Roles.AgencyLiaison],
        [CertificationPermissions.KeepRecords] = [Roles.AgencyHead, Roles.AgencyLiaison],
        [CertificationPermissions.DesignateRecords] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.InstructLiaisons] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.EnterApplications] = [Roles.AgencyHead, Roles.AgencyLiaison],
        [CertificationPermissions.AttestRoster] = [Roles.AgencyHead],
        [CertificationPermissions.UseOwnRecord] = [.. OfOfficers],
        [CertificationPermissions.InviteOfficers] = [Roles.CertStaff, Roles.ExecutiveDirector],
        // Class MedPsych: whoever may open a document of the class (kernel.document_class), and nobody else.
        [CertificationPermissions.ReadFitness] = [Roles.CertStaff, Roles.Counsel, Roles.ExecutiveDirector],
        [CertificationPermissions.KeepFitness] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.ReadReports] = [Roles.CertStaff, Roles.StdStaff, Roles.Counsel, Roles.ExecutiveDirector],
        [CertificationPermissions.SettleReports] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.ReadApplications] = [.. s_readers, Roles.System],
        [CertificationPermissions.KeepApplications] = [Roles.CertStaff, Roles.ExecutiveDirector, Roles.System],
        [CertificationPermissions.Decide] = [Roles.CertStaff, Roles.ExecutiveDirector],
        [CertificationPermissions.FollowConditions] = [Roles.System],
        [CertificationPermissions.FollowRounds] = [Roles.System],

        [StandardsPermissions.ReadDiscipline] = [.. s_readers, Roles.System],
        [StandardsPermissions.FollowAgencies] = [Roles.System],

        [AccessReviewPermissions.Acknowledge] = [.. Roles.OfPeople],
        [AccessReviewPermissions.ReadMatters] = [.. Staff],
        [AccessReviewPermissions.ReadParties] = [.. s_readers, Roles.ComplianceOfficer, Roles.ExternalAuditor],
        [AccessReviewPermissions.KeepMatters] =
            [Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, Roles.AuditLead],
        [AccessReviewPermissions.BreakGlass] = [.. s_readers],
        [AccessReviewPermissions.AskTiedLooks] = [.. s_readers],
        [AccessReviewPermissions.DecideTiedLooks] = [Roles.ComplianceOfficer, Roles.ExecutiveDirector],
        [AccessReviewPermissions.ReadRedactions] = [Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, Roles.ComplianceOfficer],
        [AccessReviewPermissions.AskRedactions] = [Roles.RecordsAccessOfficer, Roles.Counsel],
        [AccessReviewPermissions.DecideRedactions] = [Roles.ExecutiveDirector],

        [PublicDatabasePermissions.Publish] = [Roles.System],
        [PublicDatabasePermissions.ReadDecisions] =
            [Roles.CertStaff, Roles.StdStaff, Roles.RecordsAccessOfficer, Roles.Counsel, Roles.ExecutiveDirector, Roles.System],

        [AccessReviewPermissions.ReadLog] = [Roles.ComplianceOfficer, Roles.ExecutiveDirector],
        [AccessReviewPermissions.ExportLog] = [Roles.ComplianceOfficer],
        [AccessReviewPermissions.FollowMatters] = [Roles.System],
        [AccessReviewPermissions.AskExports] = [Roles.ComplianceOfficer],
        [AccessReviewPermissions.DecideExports] = [Roles.ComplianceOfficer, Roles.ExecutiveDirector],
        [AccessReviewPermissions.Watch] = [Roles.System],
        // Counsel may be the Executive Director's designee; the handler asks for the designation itself.
        [AccessReviewPermissions.Review] = [Roles.ComplianceOfficer, Roles.ExecutiveDirector, Roles.Counsel],
        [AccessReviewPermissions.Answer] = [.. Staff],
        [AccessReviewPermissions.SignOff] = [Roles.ComplianceOfficer, Roles.ExecutiveDirector],
        [AccessReviewPermissions.ReadReport] =
            [Roles.ComplianceOfficer, Roles.ExecutiveDirector, Roles.Chair, Roles.Counsel, Roles.RecordsAccessOfficer],
        [AccessReviewPermissions.PlaceWatches] = [Roles.ComplianceOfficer, Roles.ExecutiveDirector],
        [AccessReviewPermissions.KeepSupervisors] = [Roles.ExecutiveDirector],
        [AccessReviewPermissions.ReleaseHeld] = [Roles.RecordsAccessOfficer],
        [AccessReviewPermissions.SeeOwnRecord] = [.. OfOfficers],
    };

    public static PermissionTable Table { get; } = new(ByPermission);
}
