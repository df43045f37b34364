using Microsoft.EntityFrameworkCore;
using Post.Certification.Domain;
using Post.Kernel.Data;
using Post.Kernel.Events;

namespace Post.Certification.Data;

/// <summary>The Certification module's schema.</summary>
internal sealed class CertificationDb(
    DbContextOptions<CertificationDb> options, DbSession? session = null, Outbox? outbox = null)
    : ModuleDb(options, session, outbox)
{
    public const string Schema = "certification";

    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonName> Names => Set<PersonName>();
    public DbSet<PersonReport> Reports => Set<PersonReport>();
    public DbSet<FactSource> Sources => Set<FactSource>();
    public DbSet<StatusReport> Statuses => Set<StatusReport>();
    public DbSet<CertificationStatusCode> StatusCodes => Set<CertificationStatusCode>();
    public DbSet<Employment> Employments => Set<Employment>();
    public DbSet<LawEnforcementAgency> LawEnforcementAgencies => Set<LawEnforcementAgency>();
    public DbSet<LawEnforcementAgencyName> LawEnforcementAgencyNames => Set<LawEnforcementAgencyName>();
    public DbSet<AgencySpelling> Spellings => Set<AgencySpelling>();
    public DbSet<AgencySpellingDecision> SpellingDecisions => Set<AgencySpellingDecision>();

    public DbSet<EmploymentSeparation> Separations => Set<EmploymentSeparation>();
    public DbSet<EmploymentConfirmation> Confirmations => Set<EmploymentConfirmation>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<TrainingRecord> Trainings => Set<TrainingRecord>();
    public DbSet<TrainingExplanation> TrainingExplanations => Set<TrainingExplanation>();
    public DbSet<TrainingDispute> TrainingDisputes => Set<TrainingDispute>();
    public DbSet<Retraining> Retrainings => Set<Retraining>();
    public DbSet<ServiceFact> ServiceFacts => Set<ServiceFact>();
    public DbSet<LawEnforcementAgencyListing> Listings => Set<LawEnforcementAgencyListing>();
    public DbSet<ReviewItem> ReviewItems => Set<ReviewItem>();
    public DbSet<PersonMerge> Merges => Set<PersonMerge>();
    public DbSet<PersonDistinction> Distinctions => Set<PersonDistinction>();
    public DbSet<PossibleDuplicate> PossibleDuplicates => Set<PossibleDuplicate>();

    public DbSet<LawEnforcementAgencyState> AgencyStates => Set<LawEnforcementAgencyState>();
    public DbSet<AgencySuccession> Successions => Set<AgencySuccession>();

    public DbSet<AgencyMember> Members => Set<AgencyMember>();
    public DbSet<AgencyAppointment> Appointments => Set<AgencyAppointment>();
    public DbSet<LiaisonArea> LiaisonAreas => Set<LiaisonArea>();
    public DbSet<LiaisonInstruction> Instructions => Set<LiaisonInstruction>();
    public DbSet<InstructionAcknowledgement> Acknowledgements => Set<InstructionAcknowledgement>();
    public DbSet<RosterAttestation> RosterAttestations => Set<RosterAttestation>();
    public DbSet<RosterAttestationLine> RosterLines => Set<RosterAttestationLine>();
    public DbSet<AgencyReport> AgencyReports => Set<AgencyReport>();
    public DbSet<ReportStep> ReportSteps => Set<ReportStep>();
    public DbSet<OfficerStatement> OfficerStatements => Set<OfficerStatement>();
    public DbSet<StatementStep> StatementSteps => Set<StatementStep>();
    public DbSet<NoticeEscalation> NoticeEscalations => Set<NoticeEscalation>();
    public DbSet<AddressReminder> AddressReminders => Set<AddressReminder>();
    public DbSet<StatementAddressee> StatementAddressees => Set<StatementAddressee>();
    public DbSet<HireTask> HireTasks => Set<HireTask>();
    public DbSet<HireBar> HireBars => Set<HireBar>();
    public DbSet<CertificationStandard> Standards => Set<CertificationStandard>();
    public DbSet<StandardItem> StandardItems => Set<StandardItem>();
    public DbSet<DecisionRule> DecisionRules => Set<DecisionRule>();
    public DbSet<CertificationApplication> Applications => Set<CertificationApplication>();
    public DbSet<RequirementEvidence> Evidence => Set<RequirementEvidence>();
    public DbSet<ApplicationEntry> ApplicationEntries => Set<ApplicationEntry>();
    public DbSet<RequirementAnswer> RequirementAnswers => Set<RequirementAnswer>();
    public DbSet<CertificationDecision> Decisions => Set<CertificationDecision>();
    public DbSet<ReviewStep> ReviewSteps => Set<ReviewStep>();
    public DbSet<CertificationCondition> Conditions => Set<CertificationCondition>();

    public DbSet<RoundPlan> RoundPlans => Set<RoundPlan>();
    public DbSet<RecertificationRound> Rounds => Set<RecertificationRound>();
    public DbSet<RoundMember> RoundMembers => Set<RoundMember>();
    public DbSet<RoundReminderStep> ReminderSteps => Set<RoundReminderStep>();
    public DbSet<RoundReminder> Reminders => Set<RoundReminder>();
    public DbSet<DecisionBatch> Batches => Set<DecisionBatch>();
    public DbSet<DecisionBatchItem> BatchItems => Set<DecisionBatchItem>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<BargainingUnit> BargainingUnits => Set<BargainingUnit>();
    public DbSet<UnitHead> UnitHeads => Set<UnitHead>();
    public DbSet<ServiceAtSchool> SchoolServices => Set<ServiceAtSchool>();
    public DbSet<SchoolPaper> SchoolPapers => Set<SchoolPaper>();
    public DbSet<SroTrainingRule> SroTrainingRules => Set<SroTrainingRule>();
    public DbSet<SroTrainingLook> SroTrainingLooks => Set<SroTrainingLook>();
    public DbSet<FitnessEvaluation> FitnessEvaluations => Set<FitnessEvaluation>();

    /// <summary>How the requirements of an application stand on a day.</summary>
    [DbFunction("requirement_standing", Schema)]
    public IQueryable<RequirementStanding> RequirementsOn(Guid application, DateOnly day) => FromExpression(() => RequirementsOn(application, day));

    public DbSet<RecordItem> RecordItems => Set<RecordItem>();
    public DbSet<RecordDesignation> RecordDesignations => Set<RecordDesignation>();
    public DbSet<QuestionnaireVersion> Questionnaires => Set<QuestionnaireVersion>();
    public DbSet<RecordEntry> RecordEntries => Set<RecordEntry>();
    public DbSet<RecordDetail> RecordDetails => Set<RecordDetail>();
    public DbSet<RecordAccess> RecordAccess => Set<RecordAccess>();

    protected override string SchemaName => Schema;
}
