using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Kernel.Access;
using Post.Kernel.Modules;

namespace Post.Commission;

/// <summary>Regulation editions, their parameters, and guidelines (8.01, 8.06(6)).</summary>
public sealed class CommissionModule : IModule
{
    public string Schema => CommissionDb.Schema;

    public IReadOnlyList<Permission> Permissions => CommissionPermissions.All;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<CommissionDb>();
        services.AddScoped<IRules, StoredRules>();
    }
}
