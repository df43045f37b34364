using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Certification.Directory;
using Post.Certification.Documents;
using Post.Certification.Features.CloseReviewWindows;
using Post.Certification.Features.EndSroTerms;
using Post.Certification.Features.EndTerms;
using Post.Certification.Features.EscalateUnseenNotices;
using Post.Certification.Features.FindAllDuplicates;
using Post.Certification.Features.FindDuplicates;
using Post.Certification.Features.ImportAgencies;
using Post.Certification.Features.ImportCertifications;
using Post.Certification.Features.ImportEmployment;
using Post.Certification.Features.ImportOfficers;
using Post.Certification.Features.ImportTraining;
using Post.Certification.Features.ListAgencyReports;
using Post.Certification.Features.ListAgencySpellings;
using Post.Certification.Features.ListApplications;
using Post.Certification.Features.ListHireTasks;
using Post.Certification.Features.ListOwnRoster;
using Post.Certification.Features.ListPossibleDuplicates;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.ListSchoolOfficers;
using Post.Certification.Features.ListStatements;
using Post.Certification.Features.MarkMissedConditions;
using Post.Certification.Features.PromptAgencies;
using Post.Certification.Features.QueueEndedService;
using Post.Certification.Features.QueueSchoolService;
using Post.Certification.Features.RemindAgencies;
using Post.Certification.Features.RemindOfAddresses;
using Post.Certification.Fitness;
using Post.Certification.Instructions;
using Post.Certification.Intake;
using Post.Certification.Members;
using Post.Certification.Notices;
using Post.Certification.OfficerFiles;
using Post.Certification.Personal;
using Post.Certification.Persons;
using Post.Certification.Records;
using Post.Certification.Reporting;
using Post.Certification.Rounds;
using Post.Certification.Schools;
using Post.Certification.Ui;
using Post.Certification.Units;
using Post.Certification.Worklist;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Documents;
using Post.Kernel.Events;
using Post.Kernel.Imports;
using Post.Kernel.Jobs;
using Post.Kernel.Modules;
using Post.Kernel.Notices;
using Post.Kernel.Ui;
using Post.Kernel.Work;

namespace Post.Certification;

/// <summary>Persons, law enforcement agencies, employment and certification status (8.05(1)).</summary>
public sealed class CertificationModule : IModule
{
    public string Schema => CertificationDb.Schema;

    public IReadOnlyList<Permission> Permissions => CertificationPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CertificationDb>();
        services.AddScoped<IOfficerDirectory, OfficerDirectory>().AddScoped<DecisionsUnderReview>();
        services.AddScoped<ILawEnforcementAgencies, LawEnforcementAgencies>();
        services.AddScoped<IWorkQueue, AgencySpellingQueue>();
        services.AddScoped<IAddressees, LawEnforcementAgencyAddressees>();
        services.AddScoped<IAddressees, OfficerAddressees>();
        services.AddScoped<IAddressees, RepresentativeAddressees>().AddScoped<DecisionLetters>().AddScoped<AnewApplication>().AddScoped<ReviewDesk>();
        services.AddScoped<ReturnedRowsLetter>();
        services.AddScoped<IImportSection, ReturnRowsSection>();
        services.AddScoped<IDocumentOwner, OfficerFileDocuments>().AddScoped<IDocumentOwner, StatementDocuments>();
        services.AddScoped<IOfficerFileSection, DocumentFileSection>();
        services.AddScoped<IWorkQueue, ReviewQueue>();
        services.AddScoped<IWorkQueue, PossibleDuplicatesQueue>();
        services.AddScoped<IWorkQueue, ApplicationQueue>();
        services.AddScoped<RecordReader>().AddScoped<ApplicationOpening>().AddScoped<ApplicationAnswers>().AddScoped<ReturnClocks>().AddScoped<DecisionWriter>().AddScoped<DecisionReader>();
        services.AddScoped<IVoteMatters, ApplicationMatters>();
        services.AddScoped<DeskFigures>().AddScoped<SavedViews>();
        services.AddScoped<DecisionDesk>().AddScoped<RoundSelection>().AddScoped<RoundMembers>().AddScoped<RoundStanding>();
        services.AddScoped<RoundDecisions>().AddScoped<TermEnd>().AddScoped<MissingOfficersLetter>().AddSingleton<BatchRunner>();
        services.AddScoped<IOfficerFileSection, DecisionFileSection>();
        services.AddScoped<FitnessRegister>().AddScoped<IOfficerFileSection, FitnessFileSection>();
        services.AddScoped<OfficerFileReader>().AddScoped<JoinDesk>().AddScoped<DuplicateFinder>();
        services.AddScoped<StagedFile>().AddScoped<SettledSpellings>();
        services.AddScoped<IImportKind, AgenciesImport>().AddScoped<IImportKind, OfficersImport>();
        services.AddScoped<IImportKind, EmploymentImport>().AddScoped<IImportKind, CertificationsImport>();
        services.AddScoped<IImportKind, TrainingImport>();
        AddPortal(services);
        AddPersonal(services);
    }

    private static void AddPortal(IServiceCollection services)
    {
        services.AddScoped<IAgencyMembers, AgencyMembers>().AddScoped<ActingMembers>().AddScoped<MembersReader>();
        services.AddScoped<PresentRoster>().AddScoped<OwnNotices>().AddScoped<UnseenNoticesLetter>().AddScoped<MemberDesk>().AddScoped<InvitationLetter>().AddScoped<OwnDue>().AddScoped<OwnRosterRows>();
        services.AddScoped<CertificationEnds>().AddScoped<OwnApplications>();
        services.AddScoped<IAddressees, AgencyMemberAddressees>();
        services.AddScoped<IWorkQueue, LiaisonGapQueue>();
        services.AddScoped<ReportDesk>().AddScoped<ReportSubjects>().AddScoped<HireBars>().AddScoped<ReportReading>().AddScoped<OnRecordReader>();
        services.AddScoped<ReportIntake>().AddScoped<ServiceRows>().AddScoped<ReturnedReportLetter>();
        services.AddScoped<OpenConditions>().AddScoped<ReportFacts>().AddScoped<ReportedTraining>();
        services.AddScoped<SchoolRegister>().AddScoped<SroTrainings>().AddScoped<SroTermEnd>().AddScoped<SchoolQuestions>();
        services.AddScoped<IOfficerFileSection, SchoolsFileSection>().AddScoped<IWorkQueue, SroTrainingQueue>();
        services.AddScoped<InstructionDesk>().AddScoped<OwnInstructions>().AddScoped<InstructionLetter>();
        services.AddScoped<OwnWork>().AddScoped<NoticeDays>();
        services.AddScoped<IAgencyWork, UnseenNoticeWork>().AddScoped<IAgencyWork, PassOnWork>().AddScoped<IAgencyWork, ReportWork>();
        services.AddScoped<IAgencyWork, StatementWork>().AddScoped<IAgencyWork, OfficerWork>().AddScoped<IAgencyWork, InstructionWork>();
        services.AddScoped<IAgencyWork, UncoveredAreaWork>().AddScoped<IAgencyWork, ApplicationWork>();
        services.AddScoped<CertificationCycles>().AddScoped<PersonnelFacts>().AddScoped<AgencyRecords>().AddScoped<OwnRecords>().AddScoped<RecordWriter>().AddScoped<ConditionReports>();
        services.AddScoped<IOfficerFileSection, RecordsFileSection>();
        services.AddScoped<UnitRegister>().AddScoped<UnitRows>().AddScoped<StatedUnit>();
        services.AddScoped<ServiceFactRows>().AddScoped<NameRows>().AddScoped<ReportedContact>();
        services.AddScoped<IWorkQueue, AgencyReportQueue>().AddScoped<IWorkQueue, HireTaskQueue>();
    }

    private static void AddPersonal(IServiceCollection services)
    {
        services.AddScoped<OwnPerson>().AddScoped<PersonalRecordReader>().AddScoped<PersonalNotices>().AddScoped<OfficerAddresses>();
        services.AddScoped<AddressClock>().AddScoped<OwnAddress>().AddScoped<UnreachedOfficers>().AddScoped<UnverifiedAddressLetter>();
        services.AddScoped<IOfficerFileSection, AddressesFileSection>();
        services.AddScoped<StatementDesk>().AddScoped<StatementReading>().AddScoped<StatementIntake>().AddScoped<SettledStatementLetter>();
        services.AddScoped<StatementRoute>().AddScoped<StatementAnswer>().AddScoped<AnsweredStatementLetter>().AddScoped<WaitingStatementsLetter>();
        services.AddScoped<OfficerInvitationLetter>().AddScoped<IDemoOfficer, DemoOfficer>();
        services.AddScoped<IWorkQueue, OfficerStatementQueue>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapListExports();

    public void AddSubscriptions(Subscriptions subscriptions) => subscriptions.On<OfficersChanged>(
        "certification.find-duplicates", e => new FindDuplicatesCommand(e.PersonIds));

    public void AddJobs(JobSchedule jobs)
    {
        // An end may be recorded before its day: the questions about who is still reported there begin with the day.
        jobs.Daily(
            "queue-service-at-ended-agencies",
            "Asks a person about officers who are still reported with an agency that ended",
            new TimeOnly(0, 20),
            _ => new QueueEndedServiceCommand());
        jobs.Daily(
            "close-review-windows",
            "Ends the clocks of petitions that nobody filed, and has the officers shown with the status that was decided",
            new TimeOnly(0, 10),
            due => new CloseReviewWindowsCommand(due));
        jobs.Daily(
            "mark-missed-conditions",
            "Marks conditions of certifications as missed when their day has passed, and puts each before a person",
            new TimeOnly(0, 35),
            due => new MarkMissedConditionsCommand(due));
        jobs.Daily(
            "end-terms",
            "Finds the certifications of rounds whose term ended: they expire, or go on while a timely application is pending",
            new TimeOnly(0, 15),
            due => new EndTermsCommand(due));
        jobs.Daily(
            "end-sro-terms",
            "Ends certifications as school resource officers whose last day has passed and whose renewal nobody asked for in time",
            new TimeOnly(0, 18),
            due => new EndSroTermsCommand(due));
        jobs.Daily(
            "queue-school-service",
            "Puts before a person who serves at a school while the certification for it is suspended",
            new TimeOnly(0, 40),
            due => new QueueSchoolServiceCommand(due));
        jobs.Daily(
            "remind-agencies-of-rounds",
            "Tells agencies, some days before applications are due, which of their officers a round still misses",
            new TimeOnly(6, 20),
            due => new RemindAgenciesCommand(due));
        jobs.Daily(
            "prompt-agencies-of-statements",
            "Tells agencies which statements of their officers nobody answered in the days that the Commission set",
            new TimeOnly(6, 30),
            due => new PromptAgenciesCommand(due));
        jobs.Daily(
            "escalate-unseen-notices",
            "Tells heads of agencies of notices that nobody there has opened in the days that the Commission set",
            new TimeOnly(6, 40),
            due => new EscalateUnseenNoticesCommand(due));
        jobs.Daily(
            "remind-of-addresses",
            "Reminds officers of addresses that nobody verified in the days that the Commission set, and lets go of codes that have run out",
            new TimeOnly(6, 50),
            due => new RemindOfAddressesCommand(due));
        jobs.Daily(
            "find-duplicates",
            "Looks at every officer again for others of the same name, because the rule of what ties two together is dated",
            new TimeOnly(1, 0),
            _ => new FindAllDuplicatesCommand());
    }
}
