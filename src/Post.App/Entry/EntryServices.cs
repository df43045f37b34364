using Microsoft.AspNetCore.Components.Server.Circuits;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.Entry;

internal static class EntryServices
{
    public static void AddEntryPoints(this IServiceCollection services)
    {
        services.AddScoped<EntryPoint>();
        services.AddScoped<ICallerSource>(p => p.GetRequiredService<EntryPoint>());
        services.AddScoped<Dispatcher>();
        services.AddScoped<IDispatcher, PacedDispatcher>();
        services.AddSingleton<SessionPace>();
        services.AddSingleton<CircuitCount>().AddSingleton<OpenCircuits>();
        services.AddScoped<CircuitHandler, CircuitEntry>();
        services.AddHostedService<SessionWatch>();
    }
}
