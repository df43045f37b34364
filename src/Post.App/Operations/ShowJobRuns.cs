using MediatR;
using Npgsql;
using NpgsqlTypes;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Jobs;
using Post.Kernel.Requests;

namespace Post.App.Operations;

/// <summary>The runs of one job, by the time they were due, newest first; fifty a page.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("job.runs.shown", DataClass.None)]
internal sealed record ShowJobRunsQuery(string Job, DateTimeOffset? Before = null) : IQuery<ShowJobRunsResult>;

/// <param name="Name">The job.</param>
/// <param name="Description">What it does.</param>
/// <param name="Runs">Every attempt; a due time that failed first has several.</param>
/// <param name="Next">Due times before this one stand on the next page.</param>
public sealed record ShowJobRunsResult(string Name, string Description, IReadOnlyList<JobRunRow> Runs, DateTimeOffset? Next) : ICountsRows
{
    public int RowCount => Runs.Count;
}

public sealed record JobRunRow(
    DateTimeOffset Due, int Attempt, JobRunState State, DateTimeOffset? Started, TimeSpan? Took, string? Effect, string? Reason,
    DateTimeOffset? NextTry);

internal sealed class ShowJobRunsHandler(DbSession session, JobSchedule schedule)
    : IRequestHandler<ShowJobRunsQuery, Result<ShowJobRunsResult>>
{
    private const int PageLength = 50;

    // Whole due times: the attempts of one are never parted by the end of a page.
    private const string Sql = """
        select due, attempt, state, started_at, finished_at, effect, reason, next_try_at from kernel.job_run
        where job = $1 and due in (
          select distinct due from kernel.job_run where job = $1 and ($2::timestamptz is null or due < $2) order by due desc limit $3)
        order by due desc, attempt desc
        """;

    public async Task<Result<ShowJobRunsResult>> Handle(ShowJobRunsQuery query, CancellationToken ct)
    {
        if (schedule.All.SingleOrDefault(j => j.Name == query.Job) is not { } job) return new NotFound("This job");
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Sql, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.Name });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)query.Before?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageLength });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var runs = new List<JobRunRow>();
        while (await reader.ReadAsync(ct)) runs.Add(Read(reader));
        return new ShowJobRunsResult(
            job.Name, job.Description, runs, runs.Select(r => r.Due).Distinct().Count() == PageLength ? runs[^1].Due : null);
    }

    private static JobRunRow Read(NpgsqlDataReader r)
    {
        var started = Instant(r, 3);
        return new JobRunRow(
            r.GetFieldValue<DateTimeOffset>(0), r.GetInt32(1), Enum.Parse<JobRunState>(r.GetString(2)), started, Instant(r, 4) - started,
            r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6), Instant(r, 7));
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
