using Microsoft.Extensions.Configuration;
using Post.Kernel.Data;

namespace Post.Cli.Verbs;

internal static class MigrateVerb
{
    public static async Task<int> RunAsync(VerbArguments args, TextWriter to, CancellationToken ct)
    {
        var scripts = args.Value("--scripts") ?? Path.Combine(AppContext.BaseDirectory, "migrations");
        args.ThrowIfAnyLeft();
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var connection = configuration.GetConnectionString("Migrator")
            ?? throw new MigrationException("ConnectionStrings__Migrator is not set. scripts/post sets it.");
        var applied = await new Migrator(connection, scripts).ApplyAsync(ct);
        foreach (var name in applied) await to.WriteLineAsync($"applied {name}");
        await to.WriteLineAsync(applied.Count == 0 ? "The schema is up to date." : $"{applied.Count} scripts applied.");
        return OperatorVerbs.Ok;
    }
}
