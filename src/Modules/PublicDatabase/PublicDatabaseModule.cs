using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Certification.Contracts;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Jobs;
using Post.Kernel.Modules;
using Post.Kernel.Ui;
using Post.PublicDatabase.Data;
using Post.PublicDatabase.Domain;
using Post.PublicDatabase.Features.NotePublicationDue;
using Post.PublicDatabase.Features.PublishLogSeal;
using Post.PublicDatabase.Features.PublishOfficers;
using Post.PublicDatabase.Features.PublishRegulationPages;
using Post.PublicDatabase.Features.RebuildPublication;
using Post.PublicDatabase.Features.RefreshAgencies;
using Post.PublicDatabase.Features.RefreshDueOfficers;
using Post.PublicDatabase.Features.WhyShown;
using Post.PublicDatabase.Publishing;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;
using Post.Standards.Contracts;

namespace Post.PublicDatabase;

/// <summary>The public database: the gate, the published copies and the public site (8.06).</summary>
public sealed class PublicDatabaseModule : IModule
{
    /// <summary>Key of the data source that writes the copies, and name of its connection string.</summary>
    public const string Publisher = "Publisher";

    /// <summary>
    /// Key of the data source that reads the copies and can read nothing else, and name of its connection string.
    /// </summary>
    public const string Public = "Public";

    public string Schema => PublicDatabaseDb.Schema;

    public IReadOnlyList<Permission> Permissions => PublicDatabasePermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<PublicDatabaseDb>();
        services.AddKeyedSingleton<NpgsqlDataSource>(Publisher, (_, _) =>
            ModuleServices.DataSource(configuration, Publisher));
        services.AddKeyedSingleton<NpgsqlDataSource>(Public, (_, _) =>
            ModuleServices.DataSource(configuration, Public));
        services.AddSingleton(_ => PublicKeys.From(configuration));
        services.AddScoped<IOfficerFileSection, PublicRecordSection>();
        services.AddSingleton(PublicationLease.Standard);
        services.AddSingleton<PublishedCopies>();
        services.AddScoped<PublicationSources>().AddScoped<PublishersLock>().AddScoped<OfficerBatches>().AddScoped<OfficerPublisher>();
        services.AddScoped<DecisionStore>().AddScoped<GroundsBook>().AddScoped<PublishedNames>();
        services.AddSingleton<SnapshotReader>().AddSingleton<SnapshotStore>();
        services.AddSingleton<IPublishedSnapshots>(p => p.GetRequiredService<SnapshotStore>());
        services.AddSingleton<IRegulationPages, PublishedRegulationPages>();
        services.AddHealthChecks().AddCheck<SnapshotHealth>("published-snapshot");
        PublicSite.AddServices(services);
    }

    public void AddSubscriptions(Subscriptions subscriptions)
    {
        subscriptions.On<OfficersChanged>("public-database.refresh-officers", e =>
            new NotePublicationDueCommand(e.PersonIds));
        subscriptions.On<PersonsMerged>("public-database.refresh-merged-persons", e =>
            new NotePublicationDueCommand([e.PersonId, e.IntoPersonId]));
        subscriptions.On<PersonsUnmerged>("public-database.refresh-unmerged-persons", e =>
            new NotePublicationDueCommand([e.PersonId, e.FromPersonId]));
        subscriptions.On<DisciplinaryRecordChanged>("public-database.refresh-discipline", e =>
            new NotePublicationDueCommand(e.PersonIds));
        subscriptions.On<LawEnforcementAgenciesChanged>("public-database.refresh-agencies", e =>
            new RefreshAgenciesCommand(e.AgencyIds));
        subscriptions.On<LawEnforcementAgencyMerged>(
            "public-database.refresh-merged-agency", e => new RefreshAgenciesCommand([e.FromAgencyId, e.IntoAgencyId]));
        subscriptions.On<AgencySuccessionChanged>(
            "public-database.refresh-succession", e => new RefreshAgenciesCommand([e.AgencyId, .. e.SuccessorIds]));
        subscriptions.On<PublicationOutdated>("public-database.refresh-outdated", e =>
            new NotePublicationDueCommand(e.PersonIds));
        subscriptions.On<PublicationDue>("public-database.refresh-due", _ => new RefreshDueOfficersCommand());
        subscriptions.On<GuidelinesChanged>("public-database.rebuild-guidelines", _ => new RebuildPublicationCommand());
        subscriptions.On<RegulationTitleRevised>("public-database.publish-regulation-pages", _ => new PublishRegulationPagesCommand());
        subscriptions.On<PublicationDecided>("public-database.publish-decided", e =>
            new PublishOfficersCommand(e.PersonIds));
    }

    // Soon after midnight: reading already keeps to the day's rules (K8), this only brings the copies up with them.
    public void AddJobs(JobSchedule jobs)
    {
        jobs.Daily(
            "rebuild-publication",
            "Looks at every published officer again, because date rules move with the day",
            new TimeOnly(0, 10),
            _ => new RebuildPublicationCommand());
        jobs.Daily(
            "publish-log-seal",
            "Shows the day's signed checkpoint of the access log on the public site",
            new TimeOnly(0, 40),
            _ => new PublishLogSealCommand());
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => PublicSite.MapEndpoints(endpoints);
}
