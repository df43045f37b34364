using Post.Kernel.Access;

namespace Post.Certification;

/// <summary>What the Certification module's requests ask for.</summary>
public static class CertificationPermissions
{
    public const string ReadOfficers = "Certification.ReadOfficers";
    public const string ReadAgencies = "Certification.ReadAgencies";
    public const string MapSpellings = "Certification.MapSpellings";
    public const string KeepAgencies = "Certification.KeepAgencies";
    public const string FollowAgencies = "Certification.FollowAgencies";
    public const string ReturnRows = "Certification.ReturnRows";
    public const string Review = "Certification.Review";
    public const string JoinPersons = "Certification.JoinPersons";
    public const string ReadApplications = "Certification.ReadApplications";
    public const string KeepApplications = "Certification.KeepApplications";
    public const string Decide = "Certification.Decide";
    public const string FollowConditions = "Certification.FollowConditions";
    public const string FollowRounds = "Certification.FollowRounds";
    public const string FindDuplicates = "Certification.FindDuplicates";
    public const string ReadMembers = "Certification.ReadMembers";
    public const string KeepMembers = "Certification.KeepMembers";
    public const string UsePortal = "Certification.UsePortal";
    public const string KeepOwnMembers = "Certification.KeepOwnMembers";
    public const string SubmitReports = "Certification.SubmitReports";
    public const string AnswerStatements = "Certification.AnswerStatements";
    public const string KeepOwnUnits = "Certification.KeepOwnUnits";
    public const string KeepSchoolService = "Certification.KeepSchoolService";
    public const string KeepLiaisonDuties = "Certification.KeepLiaisonDuties";
    public const string InstructLiaisons = "Certification.InstructLiaisons";
    public const string EnterApplications = "Certification.EnterApplications";
    public const string KeepRecords = "Certification.KeepRecords";
    public const string DesignateRecords = "Certification.DesignateRecords";
    public const string AttestRoster = "Certification.AttestRoster";
    public const string UseOwnRecord = "Certification.UseOwnRecord";
    public const string InviteOfficers = "Certification.InviteOfficers";
    public const string ReadFitness = "Certification.ReadFitness";
    public const string KeepFitness = "Certification.KeepFitness";
    public const string ReadReports = "Certification.ReadReports";
    public const string SettleReports = "Certification.SettleReports";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ReadOfficers, "List officers and open their files"),
        new(ReadAgencies, "See law enforcement agencies and how they are spelled"),
        new(MapSpellings, "Say which agency a spelling stands for"),
        new(KeepAgencies, "Record names of agencies and their ends, correct and withdraw them"),
        new(FollowAgencies, "Queue service that is reported with agencies that ended"),
        new(ReturnRows, "Return rows of a file to the agency that sent it"),
        new(Review, "Look at what files contradict or leave out, and decide"),
        new(JoinPersons, "Say that two officer numbers are one person, or two, and take it back"),
        new(ReadApplications, "See applications for certification, what they show and how they were decided"),
        new(KeepApplications, "Receive applications and record what shows each requirement"),
        new(Decide, "Decide on certifications, and say what became of a condition"),
        new(FollowConditions, "Mark conditions of certifications as missed when their day has passed"),
        new(FollowRounds, "Remind agencies of rounds, carry out what was decided together, and follow the ends of terms"),
        new(FindDuplicates, "Look for officers who may stand in the record twice"),
        new(ReadMembers, "See who acts for an agency"),
        new(KeepMembers, "Record and end who acts for an agency, and invite"),
        new(UsePortal, "Use the portal of one's own agency"),
        new(KeepOwnMembers, "Designate and end liaisons and clerks of one's own agency"),
        new(SubmitReports, "Submit reports of one's own agency"),
        new(AnswerStatements, "Read and answer what officers told one's own agency"),
        new(KeepOwnUnits, "Keep the bargaining units of one's own agency"),
        new(KeepSchoolService, "Keep service at schools of one's own agency, and what it rests on"),
        new(KeepLiaisonDuties, "Say that instructions were read and to whom notices were passed on, for one's own agency"),
        new(InstructLiaisons, "Instruct the liaisons of all agencies"),
        new(EnterApplications, "Enter applications for certification of officers of one's own agency"),
        new(KeepRecords, "Register the certification records that one's own agency holds, and read what it may of them"),
        new(DesignateRecords, "Designate further records that agencies keep, and issue questionnaires"),
        new(AttestRoster, "Attest to the roster of one's own agency, as its head"),
        new(UseOwnRecord, "See one's own record, tell the Commission of changes and petition"),
        new(InviteOfficers, "Invite officers to their own portal"),
        new(ReadFitness, "See evaluations of an officer's fitness: outcome and days"),
        new(KeepFitness, "Record, correct and withdraw evaluations of an officer's fitness"),
        new(ReadReports, "See what agencies and officers reported, and hires to look up"),
        new(SettleReports, "Take reports of agencies and officers in, return them, and record what looking up a hire led to"),
    ];
}
