using System.Globalization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Post.App.Operations;

/// <summary>Whether this process lives and can work; strangers read one word, the reasons go to the log.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseHealth>("database")
        .AddCheck<OutboxHealth>("outbox")
        .AddCheck<SealingHealth>("sealing");

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/healthz/live", Answering(_ => false)).ExcludeFromDescription();
        endpoints.MapHealthChecks("/healthz/ready", Answering(_ => true)).ExcludeFromDescription();
    }

    private static HealthCheckOptions Answering(Func<HealthCheckRegistration, bool> checks) => new()
    {
        Predicate = checks,
        ResponseWriter = (http, report) => http.Response.WriteAsync(report.Status.ToString()),
    };
}

/// <summary>The database answers, and the log has room for this month and the next: without it all access is refused.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource source, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (!await HasPartitionAsync(now, cancellationToken)) return HealthCheckResult.Unhealthy("The audit log has no partition for this month.");
            return await HasPartitionAsync(now.AddMonths(1), cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded("The audit log has no partition for the next month: the job ensure-audit-partitions did not run.");
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Unhealthy("The database cannot be reached.", failure);
        }
    }

    private async Task<bool> HasPartitionAsync(DateTimeOffset at, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select to_regclass('audit.event_' || $1) is not null and to_regclass('audit.payload_' || $1) is not null");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture) });
        return await command.ExecuteScalarAsync(ct) is true;
    }
}

/// <summary>
/// No delivery stands still. Degraded only: a stuck delivery waits for an operator, and taking the node out of service
/// would stop the deliveries that still move.
/// </summary>
internal sealed class OutboxHealth(NpgsqlDataSource source) : IHealthCheck
{
    private const string StuckSql = """
        select count(*) filter (where f.next_try_at is null and f.event_id is not null),
               count(*) filter (where f.event_id is null and o.happened_at < now() - interval '5 minutes')
        from kernel.outbox o left join kernel.failed_delivery f on f.event_id = o.id
        where o.delivered_at is null
        """;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand(StuckSql);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var (stuck, late) = (reader.GetInt64(0), reader.GetInt64(1));
            return stuck + late == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"{stuck} deliveries are stuck and {late} wait for more than five minutes.");
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Degraded("The outbox cannot be read.", failure);
        }
    }
}
