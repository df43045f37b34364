using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Modules;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Kernel.Tests.Trial;

/// <summary>The very pipeline, log and outbox of the product, with the trial module alone behind them.</summary>
public sealed class PipelineHost : ModuleHost
{
    internal Obstacles Obstacles { get; } = new();

    internal TrialClearance Clearance { get; } = new();

    internal BreakableAuditLog Log => Services.GetRequiredService<BreakableAuditLog>();

    public Caller Staff => People.CertificationStaff(Clock);

    protected override IReadOnlyList<IModule> Modules => [new TrialModule()];

    protected override PermissionTable Permissions => TrialPermissions.Table;

    public Task<long> NotesAsync(string text) => ScalarAsync<long>("select count(*) from trial.note where text = $1", text);

    /// <summary>Nobody reaches the database any more: who is in it is thrown out, and who knocks is turned away.</summary>
    public async Task CutAsync()
    {
        await OnServerAsync($"alter database {Database.Name} with allow_connections false");
        await OnServerAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Database.Name}'");
    }

    public async Task RestoreAsync()
    {
        await OnServerAsync($"alter database {Database.Name} with allow_connections true");
        // The test's own idle connections died too; the product must find out about its own by itself.
        await using var superuser = new NpgsqlConnection(Database.Superuser);
        NpgsqlConnection.ClearPool(superuser);
    }

    protected override Task PrepareAsync() => ExecuteAsync(TrialDb.CreateSql);

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton(Obstacles);
        services.AddScoped<AuditTicket>();
        services.AddSingleton<IDisclosurePrecondition>(Clearance);
        services.AddSingleton<AuditWriter>().AddSingleton<BreakableAuditLog>();
        services.AddSingleton<IAuditLog>(p => p.GetRequiredService<BreakableAuditLog>());
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(await PostgresCluster.SuperuserAsync());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The real log until a test breaks it.</summary>
internal sealed class BreakableAuditLog(AuditWriter log) : IAuditLog
{
    public bool Broken { get; set; }

    public Task WriteAsync(AuditEvent e) => Broken ? throw new AuditUnavailableException("Broken by the test.") : log.WriteAsync(e);
}
