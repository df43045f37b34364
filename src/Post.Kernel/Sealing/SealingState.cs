using Microsoft.Extensions.Configuration;
using Npgsql;
using Post.Audit;

namespace Post.Kernel.Sealing;

/// <summary>How long an event may wait for its seal before somebody must know, and before nothing personal leaves any more.</summary>
public sealed record SealingLimits(bool Required, TimeSpan Alarm, TimeSpan Stop)
{
    /// <summary>Section <c>Post:Sealing</c>; required in Production and wherever a sealer is meant to run.</summary>
    public static SealingLimits From(IConfiguration configuration) => new(
        configuration.GetValue("Post:Sealing:Required", false),
        TimeSpan.FromSeconds(configuration.GetValue("Post:Sealing:AlarmSeconds", 60)),
        TimeSpan.FromSeconds(configuration.GetValue("Post:Sealing:StopSeconds", 600)));
}

/// <summary>How far the log is sealed.</summary>
/// <param name="Sealed">Events under the latest checkpoint.</param>
/// <param name="SealedAt">When it was signed.</param>
/// <param name="OldestUnsealed">When the event that waits longest was written.</param>
public sealed record SealingState(long Sealed, DateTimeOffset? SealedAt, DateTimeOffset? OldestUnsealed)
{
    public TimeSpan Lag(DateTimeOffset now) => OldestUnsealed is { } at && at < now ? now - at : TimeSpan.Zero;
}

/// <summary>Asks the database how far the log is sealed; the application may not look at the log itself.</summary>
public sealed class SealingGauge(NpgsqlDataSource source, SealingLimits limits, TimeProvider clock) : ISealState
{
    public SealingLimits Limits => limits;

    public async Task<SealingState> ReadAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select sealed, sealed_at, oldest_unsealed from audit.sealing_state()");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new SealingState(reader.GetInt64(0), InstantOrNull(reader, 1), InstantOrNull(reader, 2));
    }

    public async Task<string?> LatestCheckpointAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select note from audit.latest_checkpoint()");
        return await command.ExecuteScalarAsync(ct) as string;
    }

    public TimeSpan Lag(SealingState state) => state.Lag(clock.GetUtcNow());

    private static DateTimeOffset? InstantOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
