using Microsoft.Extensions.Configuration;
using Npgsql;
using Post.Audit;

namespace Post.Kernel.Sealing;

/// <summary>How long an event may wait for its seal before somebody must know, and before nothing personal leaves any more.</summary>
public sealed record SealingLimits(bool Required, TimeSpan Alarm, TimeSpan Stop)
{
    /// <summary>A checkpoint that waits this long for a witness is an alarm.</summary>
    public TimeSpan WitnessAlarm { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Section <c>Post:Sealing</c>; required in Production and wherever a sealer is meant to run.</summary>
    public static SealingLimits From(IConfiguration configuration) => new(
        configuration.GetValue("Post:Sealing:Required", false),
        TimeSpan.FromSeconds(configuration.GetValue("Post:Sealing:AlarmSeconds", 60)),
        TimeSpan.FromSeconds(configuration.GetValue("Post:Sealing:StopSeconds", 600)))
    {
        WitnessAlarm = TimeSpan.FromHours(configuration.GetValue("Post:Sealing:WitnessAlarmHours", 24)),
    };
}

/// <summary>How far the log is sealed.</summary>
/// <param name="Sealed">Events under the latest checkpoint.</param>
/// <param name="SealedAt">When it was signed.</param>
/// <param name="OldestUnsealed">When the event that waits longest was written.</param>
public sealed record SealingState(long Sealed, DateTimeOffset? SealedAt, DateTimeOffset? OldestUnsealed)
{
    public TimeSpan Lag(DateTimeOffset now) => OldestUnsealed is { } at && at < now ? now - at : TimeSpan.Zero;
}

/// <summary>What the sealer last heard of a witness.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Events under the latest checkpoint that it cosigned.</param>
/// <param name="Outcome">How it ended that it was last shown the log.</param>
/// <param name="ShownAt">When that was.</param>
/// <param name="CosignedAt">When it last cosigned; null where it never did.</param>
/// <param name="WaitsSince">Since when a checkpoint waits for it; null where it has seen all of them.</param>
public sealed record WitnessState(string Name, long Size, string Outcome, DateTimeOffset ShownAt, DateTimeOffset? CosignedAt, DateTimeOffset? WaitsSince)
{
    private static readonly string[] s_alarms = ["OtherLog", "Smaller", "Forged"];

    /// <summary>It saw another history than there is, or somebody signs in its name: what a witness is there to find.</summary>
    public bool IsAlarm => s_alarms.Contains(Outcome);
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

    /// <summary>The witnesses that the sealer asks; none where it asks nobody, or never ran.</summary>
    public async Task<IReadOnlyList<WitnessState>> WitnessesAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select name, size, outcome, shown_at, cosigned_at, waits_since from audit.witness_state()");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var witnesses = new List<WitnessState>();
        while (await reader.ReadAsync(ct))
        {
            witnesses.Add(new WitnessState(
                reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), InstantOrNull(reader, 4), InstantOrNull(reader, 5)));
        }

        return witnesses;
    }

    public bool IsLate(WitnessState witness) => witness.WaitsSince is { } since && clock.GetUtcNow() - since >= limits.WitnessAlarm;

    public async Task<string?> LatestCheckpointAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select note from audit.latest_checkpoint()");
        return await command.ExecuteScalarAsync(ct) as string;
    }

    public TimeSpan Lag(SealingState state) => state.Lag(clock.GetUtcNow());

    private static DateTimeOffset? InstantOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
