using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.AccessReview.Alerts;
using Post.AccessReview.Contracts;
using Post.AccessReview.Data;
using Post.AccessReview.Exports;
using Post.AccessReview.Facts;
using Post.AccessReview.Features.AcknowledgeDuties;
using Post.AccessReview.Features.BreakGlass;
using Post.AccessReview.Features.CompareReasons;
using Post.AccessReview.Features.ExportLog;
using Post.AccessReview.Features.ListRedactions;
using Post.AccessReview.Features.ListTiedLooks;
using Post.AccessReview.Features.ReleaseClosedMatter;
using Post.AccessReview.Features.ReleaseDueMatters;
using Post.AccessReview.Log;
using Post.AccessReview.OwnRecord;
using Post.AccessReview.Redactions;
using Post.AccessReview.Register;
using Post.AccessReview.Watch;
using Post.AccessReview.Watch.Rules;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Exports;
using Post.Kernel.Jobs;
using Post.Kernel.Modules;
using Post.Kernel.Work;

namespace Post.AccessReview;

/// <summary>Who may look for what, and whether those who looked had a reason: the prevention of misuse of 8.07(4)-(5).</summary>
public sealed class AccessReviewModule : IModule
{
    public string Schema => AccessReviewDb.Schema;

    public IReadOnlyList<Permission> Permissions => AccessReviewPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<AccessReviewDb>();
        AddReview(services, configuration);
        AddRules(services);
        AddAccess(services);
        AddExports(services);
    }

    public void AddSubscriptions(Subscriptions subscriptions) => subscriptions.On<MatterClosed>(
        "access-review.release-closed-matter", e => new ReleaseClosedMatterCommand(e.Number));

    public void AddJobs(JobSchedule jobs)
    {
        jobs.Daily(
            "compare-reasons",
            "Looks for one reason given on several occasions for many persons",
            new TimeOnly(3, 10),
            due => new CompareReasonsCommand(due));
        jobs.Daily(
            "release-due-matters",
            "Releases looks of closed matters that were to stay held up to a day that is over",
            new TimeOnly(3, 20),
            due => new ReleaseDueMattersCommand(due));
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapLogExport();
        endpoints.MapOwnRecord();
    }

    private static void AddReview(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new ReviewerSource(ModuleServices.DataSource(configuration, "Reviewer")));
        services.AddScoped<LogSession>().AddScoped<AccessLog>().AddScoped<LogNames>().AddScoped<LogRows>().AddScoped<LogForms>();
        services.AddScoped<MisuseRules>().AddScoped<WatchReader>();
        services.AddScoped<AlertDesk>().AddScoped<ReviewerCheck>().AddScoped<AlertWork>().AddScoped<ReviewFigures>().AddScoped<OwnRecordLog>();
        services.AddScoped<IWorkQueue, AlertQueue>().AddScoped<IWorkQueue, QuestionQueue>().AddScoped<IWorkQueue, SignOffQueue>();
    }

    private static void AddRules(IServiceCollection services)
    {
        services.AddSingleton<IMisuseRule, OwnRecordRule>().AddSingleton<IMisuseRule, RelativeRule>();
        services.AddSingleton<IMisuseRule, FormerAgencyRule>().AddSingleton<IMisuseRule, NoMatterRule>();
        services.AddSingleton<IMisuseRule, ManyPersonsRule>().AddSingleton<IMisuseRule, SearchNoOpenRule>();
        services.AddSingleton<IMisuseRule, OddHoursRule>().AddSingleton<IMisuseRule, ManyLookersRule>();
        services.AddSingleton<IMisuseRule, DormantRule>().AddSingleton<IMisuseRule, OpenedThenSentRule>();
        services.AddSingleton<IMisuseRule, CanaryRule>().AddSingleton<IMisuseRule, DeniedThenAllowedRule>();
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.AddSingleton<AccessMemory>().AddSingleton<IAccessFacts>(p => p.GetRequiredService<AccessMemory>());
        services.AddScoped<AccessFactsReader>().AddScoped<AccessRuleBook>();
        services.AddScoped<MatterRegister>().AddScoped<IMatterRegister>(p => p.GetRequiredService<MatterRegister>());
        services.AddScoped<HeldReleases>();
        services.AddScoped<TieDeclaration>().AddScoped<GlassTerms>();
        services.AddScoped<RedactionTerms>();
        services.AddScoped<IWorkQueue, TiedLookQueue>().AddScoped<IWorkQueue, RedactionQueue>();
    }

    private static void AddExports(IServiceCollection services)
    {
        services.AddScoped<ExportApprovals>().AddScoped<IExportApprovals>(p => p.GetRequiredService<ExportApprovals>());
        services.AddScoped<ExportKinds>().AddScoped<ExportRows>();
        services.AddScoped<LogFile>().AddScoped<IRestrictedExport>(p => p.GetRequiredService<LogFile>());
        services.AddScoped<IWorkQueue, ExportQueue>();
    }
}
