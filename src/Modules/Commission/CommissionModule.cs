using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Events;
using Post.Kernel.Modules;

namespace Post.Commission;

/// <summary>Regulation editions, their parameters, guidelines (8.01, 8.06(6)), the calendar and the rules of deadlines.</summary>
public sealed class CommissionModule : IModule
{
    public string Schema => CommissionDb.Schema;

    public IReadOnlyList<Permission> Permissions => CommissionPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CommissionDb>();
        services.AddScoped<IRules, StoredRules>();
        services.AddScoped<IDeadlineRules, StoredDeadlineRules>();
    }

    public void AddSubscriptions(Subscriptions subscriptions)
    {
        subscriptions.On<CalendarChanged>(
            "commission.recount-after-calendar", e => new RecountDeadlinesCommand(null, e.From, e.To, e.What));
        subscriptions.On<DeadlineRuleRevised>(
            "commission.recount-after-rule", e => new RecountDeadlinesCommand(e.Code, e.EffectiveFrom, null, e.What));
    }
}
