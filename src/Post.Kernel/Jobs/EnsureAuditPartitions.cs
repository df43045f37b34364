using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Jobs;

/// <summary>Makes the log's next months ahead of time: without its partition an event, and so all access, is refused.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("audit.partitions.ensured", DataClass.None)]
internal sealed record EnsureAuditPartitionsCommand : ICommand<Done>;

internal sealed class EnsureAuditPartitionsHandler(DbSession session, ChangeContext change)
    : IRequestHandler<EnsureAuditPartitionsCommand, Result<Done>>
{
    private const int MonthsAhead = 3;

    public async Task<Result<Done>> Handle(EnsureAuditPartitionsCommand request, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select audit.ensure_partitions($1)", session.Connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MonthsAhead });
        var made = (int)(await command.ExecuteScalarAsync(ct))!;
        change.Summarise($"{made} partitions made");
        return Done.Instance;
    }
}

internal static class KernelJobs
{
    public static void AddKernelJobs(this JobSchedule jobs) => jobs.Daily(
        "ensure-audit-partitions",
        "Makes the audit log's partitions for the coming months",
        new TimeOnly(1, 15),
        _ => new EnsureAuditPartitionsCommand());
}
