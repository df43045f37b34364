using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Post.App;
using Post.App.Identity;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Modules;
using Post.Kernel.Requests;

namespace Post.Cli;

/// <summary>The same modules and the same pipeline as the site, under the operator's account.</summary>
internal sealed class OperatorHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OperatorHost(ServiceProvider services) => _services = services;

    public static OperatorHost Open()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddMetrics();
        services.AddLogging(log => log.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        services.AddPipeline(configuration, PostModules.All, $"cli@{Environment.MachineName}", typeof(PostModules).Assembly);
        services.AddAccounts(configuration);
        return new OperatorHost(services.BuildServiceProvider(validateScopes: true));
    }

    public IServiceProvider Services => _services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public IDispatcher AsOperator() => Get<ServiceDispatchers>()
        .As(ServiceAccounts.Operator(Environment.UserName, Get<TimeProvider>()));

    /// <summary>Lets what just happened take effect before the verb ends, with or without a running site.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        var outbox = Get<OutboxDispatcher>();
        while (!ct.IsCancellationRequested)
        {
            await outbox.DispatchAsync(ct);
            if (await outbox.IsSettledAsync(ct)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
