using MediatR;
using Npgsql;
using Post.App.Archive;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;
using Post.Kernel.Sealing;

namespace Post.App.Operations;

/// <summary>How the jobs did, and which deliveries do not get through.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("jobs.shown", DataClass.None)]
internal sealed record ShowJobsQuery : IQuery<ShowJobsResult>;

public sealed record ShowJobsResult(IReadOnlyList<JobRow> Jobs, IReadOnlyList<DeliveryRow> Deliveries, SealView Seal, IReadOnlyList<ArchiveRow> Archive, bool ArchiveIsSet)
    : ICountsRows
{
    public int RowCount => Jobs.Count + Deliveries.Count;
}

/// <summary>A job with its last run; all of the run is absent when it has not come due yet.</summary>
public sealed record JobRow(string Name, string Description, DateTimeOffset? Next)
{
    public DateTimeOffset? Due { get; init; }
    public JobRunState? State { get; init; }
    public DateTimeOffset? Started { get; init; }
    public TimeSpan? Took { get; init; }
    public string? Effect { get; init; }
    public string? Reason { get; init; }
    public int Attempt { get; init; }

    /// <summary>When it is tried again by itself.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Due times of the last thirty days that nobody was there for.</summary>
    public int Missed { get; init; }

    public bool CanRetry => State is JobRunState.Failed or JobRunState.Refused;
}

/// <summary>An event that a subscription could not take.</summary>
public sealed record DeliveryRow(Guid EventId, string Subscription, string Event, DateTimeOffset HappenedAt, int Attempts, string Reason, DateTimeOffset? NextTry);

internal sealed class ShowJobsHandler(
    DbSession session, JobSchedule schedule, SealingGauge seal, ArchiveBook archive, ArchiveSettings settings, TimeProvider clock)
    : IRequestHandler<ShowJobsQuery, Result<ShowJobsResult>>
{
    private const string LastRunsSql = """
        select distinct on (job) job, due, state, started_at, finished_at, effect, reason, attempt, next_try_at,
          (select count(*) from kernel.job_run m where m.job = r.job and m.state = 'Missed' and m.due > $2)::int
        from kernel.job_run r where job = any ($1) order by job, due desc, attempt desc
        """;

    private const string DeliveriesSql = """
        select f.event_id, f.subscription, o.type, o.happened_at, f.attempts, f.reason, f.next_try_at
        from kernel.failed_delivery f join kernel.outbox o on o.id = f.event_id
        order by o.seq, f.subscription limit 100
        """;

    public async Task<Result<ShowJobsResult>> Handle(ShowJobsQuery query, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var jobs = schedule.All.Select(j => new JobRow(j.Name, j.Description, NextOf(j))).ToDictionary(j => j.Name);
        await AddLastRunsAsync(jobs, ct);
        return new ShowJobsResult(
            [.. schedule.All.Select(j => jobs[j.Name])], await DeliveriesAsync(ct), await SealView.ReadAsync(seal, ct),
            await archive.AllAsync(ct), settings.Complete);
    }

    private DateTimeOffset? NextOf(ScheduledJob job) =>
        JobCalendar.NextAfter(job, clock.GetUtcNow());

    private async Task AddLastRunsAsync(Dictionary<string, JobRow> jobs, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(LastRunsSql, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. jobs.Keys] });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().AddDays(-30).UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var started = InstantOrNull(reader, 3);
            jobs[reader.GetString(0)] = jobs[reader.GetString(0)] with
            {
                Due = reader.GetFieldValue<DateTimeOffset>(1),
                State = Enum.Parse<JobRunState>(reader.GetString(2)),
                Started = started,
                Took = InstantOrNull(reader, 4) - started,
                Effect = reader.IsDBNull(5) ? null : reader.GetString(5),
                Reason = reader.IsDBNull(6) ? null : reader.GetString(6),
                Attempt = reader.GetInt32(7),
                NextTry = InstantOrNull(reader, 8),
                Missed = reader.GetInt32(9),
            };
        }
    }

    private async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(DeliveriesSql, session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<DeliveryRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new DeliveryRow(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2).Split('.')[^1], reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetInt32(4), reader.GetString(5), InstantOrNull(reader, 6)));
        }

        return rows;
    }

    private static DateTimeOffset? InstantOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
