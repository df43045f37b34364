using Microsoft.Extensions.DependencyInjection;

namespace Post.Kernel.Deadlines;

/// <summary>Registers the deadline engine; the module that owns the rules registers <see cref="IDeadlineRules"/>.</summary>
public static class DeadlineServices
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services
        .AddScoped<DeadlineStore>()
        .AddScoped<DeadlineCounting>()
        .AddScoped<RunningDeadlines>();
}
