using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Imports;
using Post.Kernel.Modules;
using Post.Kernel.Ui;
using Post.Kernel.Work;
using Post.Standards.Contracts;
using Post.Standards.Data;
using Post.Standards.Features.FollowMergedAgency;
using Post.Standards.Features.FollowMovedSpelling;
using Post.Standards.Features.ImportDisciplinary;
using Post.Standards.Features.ListHeldAllegations;
using Post.Standards.Features.ShowDisciplinaryRecord;
using Post.Standards.Record;

namespace Post.Standards;

/// <summary>Complaints, allegations, dispositions and discipline: the database of 8.05(2).</summary>
public sealed class StandardsModule : IModule
{
    public string Schema => StandardsDb.Schema;

    public IReadOnlyList<Permission> Permissions => StandardsPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<StandardsDb>();
        services.AddScoped<IDisciplinaryRecord, DisciplinaryRecord>();
        services.AddScoped<IImportKind, DisciplinaryImport>();
        services.AddScoped<DisciplinaryPromotion>();
        services.AddScoped<IOfficerFileSection, DisciplinaryFileSection>();
        services.AddScoped<IWorkQueue, HeldAllegationsQueue>();
    }

    public void AddSubscriptions(Subscriptions subscriptions)
    {
        subscriptions.On<LawEnforcementAgencyMerged>(
            "standards.follow-merged-agency", e => new FollowMergedAgencyCommand(e.FromAgencyId, e.IntoAgencyId));
        subscriptions.On<AgencySpellingMoved>(
            "standards.follow-moved-spelling", e => new FollowMovedSpellingCommand(e.FromAgencyId));
    }
}
