using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Jobs;

namespace Post.Kernel.Modules;

/// <summary>A module as the host sees it; the host lists them by hand and scans for nothing.</summary>
public interface IModule
{
    string Schema { get; }

    IReadOnlyList<Permission> Permissions { get; }

    void AddServices(IServiceCollection services, IConfiguration configuration);

    void AddSubscriptions(Subscriptions subscriptions) { }

    void AddJobs(JobSchedule jobs) { }

    void MapEndpoints(IEndpointRouteBuilder endpoints) { }
}
