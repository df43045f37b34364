using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Sending;

/// <summary>
/// Settles what processes that died have left. Before the message was complete: it is tried again. After that: it may have
/// been taken, so a person decides; it is never sent again by itself.
/// </summary>
[Requires(KernelPermissions.DeliverNotices)]
[Audited("notice.attempts-recovered", DataClass.None, Fields = ["notice"])]
internal sealed record RecoverAttemptsCommand : ICommand<Done>;

internal sealed class RecoverAttemptsHandler(DbSession session, NoticeBook book, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RecoverAttemptsCommand, Result<Done>>
{
    // The attempt first and the delivery after it, as those do who still work on it: whoever comes second finds it settled.
    private const string RecoverSql = """
        with left_open as (
          update kernel.notice_attempt a
          set state = case a.state when 'Begun' then 'Abandoned' else 'Uncertain' end, ended_at = $1,
            answer = 'The process ended, or lost the database, before an answer was written down.'
          from kernel.notice_delivery d
          where d.id = a.delivery_id and d.state = 'Sending' and d.next_try_at <= $1
            and a.state in ('Begun', 'Transmitting') and a.lease_until <= $1
          returning a.delivery_id, a.state
        )
        update kernel.notice_delivery d
        set state = case l.state when 'Abandoned' then 'Queued' else 'Uncertain' end,
          next_try_at = case l.state when 'Abandoned' then $1::timestamptz end
        from left_open l where d.id = l.delivery_id
        returning d.notice_id
        """;

    public async Task<Result<Done>> Handle(RecoverAttemptsCommand command, CancellationToken ct)
    {
        var notices = await session.RowsAsync(RecoverSql, r => r.GetGuid(0), ct, clock.GetUtcNow());
        foreach (var id in notices.Distinct())
        {
            change.About((await book.FindAsync(id, ct))!.Subjects);
            await book.RefreshAsync(id, ct);
        }

        change.Summarise($"{notices.Count} attempts");
        return Done.Instance;
    }
}
