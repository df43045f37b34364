using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Features.AdoptGuideline;
using Post.Commission.Features.EstablishSystem;
using Post.Commission.Features.ListSystems;
using Post.Commission.Features.RecordVote;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Events;
using Post.Kernel.Imports;
using Post.Kernel.Modules;
using Post.Kernel.Work;

namespace Post.Commission;

/// <summary>
/// Titles and editions of the regulations, guidelines (8.01, 8.06(6)), the calendar and the rules of deadlines, votes and designations
/// (8.03(2)), and the registers of 8.02(1) and 8.07.
/// </summary>
public sealed class CommissionModule : IModule
{
    public string Schema => CommissionDb.Schema;

    public IReadOnlyList<Permission> Permissions => CommissionPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CommissionDb>();
        services.AddScoped<IRules, StoredRules>();
        services.AddScoped<StoredTitles>().AddScoped<IOfficialPages>(p => p.GetRequiredService<StoredTitles>())
            .AddScoped<IAuthorities>(p => p.GetRequiredService<StoredTitles>());
        services.AddScoped<IDeadlineRules, StoredDeadlineRules>();
        services.AddScoped<StoredVotes>().AddScoped<IVotes>(p => p.GetRequiredService<StoredVotes>());
        services.AddScoped<IDesignations, StoredDesignations>();
        services.AddScoped<Registrar>().AddScoped<GuidelineBook>().AddScoped<GuidelineForms>().AddScoped<GuidelineAuthorities>();
        services.AddScoped<ISourceSystems, StoredSourceSystems>();
        services.AddScoped<VoteForm>();
        services.AddScoped<IVoteMatters, GuidelineMatters>().AddScoped<IVoteMatters, SystemMatters>();
        services.AddScoped<IWorkQueue, SystemReviewQueue>();
    }

    public void AddSubscriptions(Subscriptions subscriptions)
    {
        subscriptions.On<CalendarChanged>(
            "commission.recount-after-calendar", e => new RecountDeadlinesCommand(null, e.From, e.To, e.What));
        subscriptions.On<DeadlineRuleRevised>(
            "commission.recount-after-rule", e => new RecountDeadlinesCommand(e.Code, e.EffectiveFrom, null, e.What));
        // A guideline says whether a last day moves (G-ROLL); what it leaves alone is found unchanged.
        subscriptions.On<GuidelinesChanged>("commission.recount-after-guideline", e => new RecountDeadlinesCommand(
            null, e.From, null, $"Guideline {string.Join(", ", e.Codes)} counts otherwise from {e.From:yyyy-MM-dd}"));
    }
}
