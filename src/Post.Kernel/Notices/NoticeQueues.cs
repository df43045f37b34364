using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Work;

namespace Post.Kernel.Notices;

/// <summary>Mail that a server may or may not have taken.</summary>
internal sealed class UncertainDeliveriesQueue(DbSession session) : IWorkQueue
{
    public string Title => "Uncertain notices";
    public string Link => "/staff/mailbox?state=Uncertain";
    public string Permission => KernelPermissions.SettleDeliveries;

    public Task<QueueState> ReadAsync(CancellationToken ct) => session.CountAsync(
        "select count(*), min(opened_at) from kernel.notice_delivery where state = 'Uncertain'",
        "the server did not answer after the message was complete; look in its log and decide", ct);
}

/// <summary>Notices that a person prints and mails.</summary>
internal sealed class NoticesToMailQueue(DbSession session) : IWorkQueue
{
    public string Title => "Notices to be mailed";
    public string Link => "/staff/notices?state=ToMail";
    public string Permission => KernelPermissions.SendNotices;

    public Task<QueueState> ReadAsync(CancellationToken ct) => session.CountAsync(
        "select count(*), min(opened_at) from kernel.notice_delivery where state = 'ToMail'",
        "electronic mail failed or no such address was furnished; print and mail them", ct);
}

/// <summary>Notices whose addressee furnished no address.</summary>
internal sealed class HeldNoticesQueue(DbSession session) : IWorkQueue
{
    public string Title => "Held notices";
    public string Link => "/staff/notices?state=Held";
    public string Permission => KernelPermissions.SendNotices;

    public Task<QueueState> ReadAsync(CancellationToken ct) => session.CountAsync(
        "select count(*), min(issued_at) from kernel.notice where state = 'Held'",
        "no address was furnished for them (12.11); record one, or choose another way", ct);
}

internal static class QueueCounting
{
    public static async Task<QueueState> CountAsync(this DbSession session, string sql, string why, CancellationToken ct)
    {
        var (count, oldest) = (await session.RowsAsync(sql, r => (r.GetInt64(0), r.OrNull<DateTimeOffset>(1)), ct)).Single();
        return count == 0 ? QueueState.Empty : new QueueState((int)count, oldest, why);
    }
}
