using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Directory;
using Post.Certification.Documents;
using Post.Certification.Features.FindAllDuplicates;
using Post.Certification.Features.FindDuplicates;
using Post.Certification.Features.ImportAgencies;
using Post.Certification.Features.ImportCertifications;
using Post.Certification.Features.ImportEmployment;
using Post.Certification.Features.ImportOfficers;
using Post.Certification.Features.ListAgencySpellings;
using Post.Certification.Features.ListPossibleDuplicates;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.QueueEndedService;
using Post.Certification.Intake;
using Post.Certification.Notices;
using Post.Certification.OfficerFiles;
using Post.Certification.Persons;
using Post.Certification.Ui;
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
        services.AddScoped<IOfficerDirectory, OfficerDirectory>();
        services.AddScoped<ILawEnforcementAgencies, LawEnforcementAgencies>();
        services.AddScoped<IWorkQueue, AgencySpellingQueue>();
        services.AddScoped<IAddressees, LawEnforcementAgencyAddressees>();
        services.AddScoped<IAddressees, OfficerAddressees>();
        services.AddScoped<ReturnedRowsLetter>();
        services.AddScoped<IImportSection, ReturnRowsSection>();
        services.AddScoped<IDocumentOwner, OfficerFileDocuments>();
        services.AddScoped<IOfficerFileSection, DocumentFileSection>();
        services.AddScoped<IWorkQueue, ReviewQueue>();
        services.AddScoped<IWorkQueue, PossibleDuplicatesQueue>();
        services.AddScoped<OfficerFileReader>().AddScoped<JoinDesk>().AddScoped<DuplicateFinder>();
        services.AddScoped<StagedFile>().AddScoped<SettledSpellings>();
        services.AddScoped<IImportKind, AgenciesImport>().AddScoped<IImportKind, OfficersImport>();
        services.AddScoped<IImportKind, EmploymentImport>().AddScoped<IImportKind, CertificationsImport>();
    }

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
            "find-duplicates",
            "Looks at every officer again for others of the same name, because the rule of what ties two together is dated",
            new TimeOnly(1, 0),
            _ => new FindAllDuplicatesCommand());
    }
}
