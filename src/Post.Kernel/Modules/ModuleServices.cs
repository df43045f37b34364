using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Documents;
using Post.Kernel.Events;
using Post.Kernel.Exports;
using Post.Kernel.Imports;
using Post.Kernel.Jobs;
using Post.Kernel.Notices;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;
using Post.Kernel.Terms;

namespace Post.Kernel.Modules;

/// <summary>The modules this process is made of.</summary>
public sealed record ModuleList(IReadOnlyList<IModule> Modules)
{
    /// <summary>The kernel's own requests, such as those of imports, are part of every process.</summary>
    public IEnumerable<Assembly> Assemblies => Modules.Select(m => m.GetType().Assembly).Append(typeof(ModuleList).Assembly);
}

/// <summary>Puts the pipeline and the modules into the container.</summary>
public static class ModuleServices
{
    private static readonly Type[] s_handlers = [typeof(IRequestHandler<,>), typeof(INotificationHandler<>), typeof(IValidator<>)];

    /// <param name="services">The container.</param>
    /// <param name="configuration">Has the connection string <c>App</c>.</param>
    /// <param name="modules">What the process is made of.</param>
    /// <param name="producer">Name of this process in the audit log.</param>
    /// <param name="hostAssembly">The host's own assembly, whose requests (sign-in, purpose) pass the same pipeline.</param>
    /// <param name="hostJobs">What the host itself must run when.</param>
    public static IServiceCollection AddPipeline(
        this IServiceCollection services,
        IConfiguration configuration,
        IReadOnlyList<IModule> modules,
        string producer,
        Assembly? hostAssembly = null,
        Action<JobSchedule>? hostJobs = null)
    {
        var list = new ModuleList(modules);
        Assembly[] assemblies = [.. list.Assemblies.Concat(hostAssembly is null ? [] : [hostAssembly]).Distinct()];
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(list);
        services.AddSingleton(_ => DataSource(configuration, "App"));
        services.AddSingleton(p => new AuditProducer(producer, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IAuditLog, AuditWriter>().AddSingleton<NumberSettlement>();
        services.AddSingleton(_ => Checked(new RequestCatalogue(assemblies)));
        services.AddSingleton<PublicReadCounter>();
        services.AddSingleton(SealingLimits.From(configuration)).AddSingleton<SealingGauge>();
        services.AddSingleton<ISealState>(p => p.GetRequiredService<SealingGauge>());
        services.AddSingleton<ServiceDispatchers>();
        services.AddSingleton(p => PurposeCatalogue.LoadAsync(
            p.GetRequiredService<NpgsqlDataSource>(), p.GetRequiredService<TimeProvider>(), default).GetAwaiter().GetResult());
        // A page may be the first to ask, on the one thread of its renderer: what is waited for must not want to come back to it.
        services.AddSingleton(p => Task.Run(() => TermCatalogue.LoadAsync(
            p.GetRequiredService<NpgsqlDataSource>(), p.GetRequiredService<TimeProvider>(), default)).GetAwaiter().GetResult());
        services.AddScoped<CurrentCaller>().AddScoped<ChangeContext>().AddScoped<AuditDraft>();
        services.AddScoped<LookGuard>().AddScoped<PassageUsed>().AddScoped<ExportMark>();
        services.AddScoped<AuditTicket>().AddScoped<DbSession>().AddScoped<Outbox>().AddScoped<InboxReceipt>().AddScoped<JobReceipt>().AddScoped<JobEffects>();
        AddMediator(services, assemblies);
        AddModules(services, configuration, modules, hostJobs);
        return services.AddDeadlines().AddImports().AddDocuments(configuration).AddNotices(configuration);
    }

    public static NpgsqlDataSource DataSource(IConfiguration configuration, string name)
    {
        var text = configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"Connection string '{name}' is not set. Start with scripts/run, or set ConnectionStrings__{name}.");
        // Every statement here is parameterised and few in kind: let each connection keep them prepared.
        var builder = new NpgsqlConnectionStringBuilder(text) { MaxAutoPrepare = 64, AutoPrepareMinUsages = 2 };
        return NpgsqlDataSource.Create(builder);
    }

    /// <summary>Registers a module's context on the connection of the request's scope.</summary>
    public static IServiceCollection AddModuleDb<TDb>(this IServiceCollection services) where TDb : ModuleDb =>
        services.AddDbContext<TDb>(
            (provider, options) => options.UseNpgsql(provider.GetRequiredService<DbSession>().Connection),
            ServiceLifetime.Scoped,
            ServiceLifetime.Scoped);

    private static void AddMediator(IServiceCollection services, Assembly[] assemblies)
    {
        services.AddScoped<ServiceFactory>(p => p.GetService!);
        services.AddScoped<IMediator, Mediator>();
        // Order is nesting: the gate sees what every later step refuses.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditGate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizeBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(PurposeBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidateBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(SealedExportsBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWork<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ApprovedExportBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ShownPersonsBehavior<,>));
        var types = assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false, IsInterface: false, IsGenericTypeDefinition: false });
        foreach (var type in types)
        {
            foreach (var service in type.GetInterfaces().Where(IsHandler)) services.AddScoped(service, type);
        }
    }

    private static bool IsHandler(Type service) =>
        service.IsGenericType && s_handlers.Contains(service.GetGenericTypeDefinition());

    private static void AddModules(
        IServiceCollection services, IConfiguration configuration, IReadOnlyList<IModule> modules, Action<JobSchedule>? hostJobs)
    {
        var subscriptions = new Subscriptions();
        var jobs = new JobSchedule();
        jobs.AddKernelJobs();
        jobs.AddDocumentJobs(configuration);
        hostJobs?.Invoke(jobs);
        foreach (var module in modules)
        {
            module.AddServices(services, configuration);
            module.AddSubscriptions(subscriptions);
            module.AddJobs(jobs);
        }

        services.AddSingleton(subscriptions).AddSingleton(jobs);
        services.AddSingleton<OutboxDispatcher>();
    }

    private static RequestCatalogue Checked(RequestCatalogue catalogue)
    {
        catalogue.ThrowIfIncomplete();
        return catalogue;
    }
}
