using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Work;

namespace Post.App.Operations;

/// <summary>Jobs whose latest attempt did not succeed.</summary>
internal sealed class FailedJobsQueue(DbSession session) : IWorkQueue
{
    private const string Sql = """
        select count(*), min(finished_at) from (
          select distinct on (job) job, state, finished_at from kernel.job_run order by job, due desc, attempt desc
        ) latest where state in ('Failed', 'Refused')
        """;

    public string Title => "Failed jobs";
    public string Link => "/staff/jobs";
    public string Permission => KernelPermissions.Operate;

    public Task<QueueState> ReadAsync(CancellationToken ct) =>
        session.ReadQueueAsync(Sql, "a nightly job did not succeed; read why and try it again", ct);
}

/// <summary>Deliveries that will not be tried again by themselves.</summary>
internal sealed class StuckDeliveriesQueue(DbSession session) : IWorkQueue
{
    private const string Sql = """
        select count(*), min(o.happened_at) from kernel.failed_delivery f join kernel.outbox o on o.id = f.event_id
        where f.next_try_at is null
        """;

    public string Title => "Stuck deliveries";
    public string Link => "/staff/jobs#deliveries";
    public string Permission => KernelPermissions.Operate;

    public Task<QueueState> ReadAsync(CancellationToken ct) =>
        session.ReadQueueAsync(Sql, "one part of the system has not been told what another did", ct);
}
