using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Mail;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.ShowMailbox;

/// <summary>How mail goes out, for whoever keeps the system: states, times and codes, never to whom or what.</summary>
[Requires(KernelPermissions.SettleDeliveries)]
[Audited("mailbox.shown", DataClass.None)]
public sealed record ShowMailboxQuery(DeliveryState? State = null, Guid? Before = null) : IQuery<ShowMailboxResult>;

/// <param name="Server">Host and port, or null when no server is set.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="Rows">Deliveries by electronic mail, newest first.</param>
/// <param name="Next">Where the next page begins.</param>
/// <param name="ShowsContent">A demonstration: what the notices say can be read.</param>
public sealed record ShowMailboxResult(string? Server, MailSecurity Security, IReadOnlyList<MailboxRow> Rows, Guid? Next, bool ShowsContent) : ICountsRows
{
    public int RowCount => Rows.Count;
}

/// <summary>One delivery without its address: the host name after the @ is all that the delivery of mail is about.</summary>
public sealed record MailboxRow(
    Guid Id, long Notice, string Kind, string? Host, DeliveryState State, int Attempts, DateTimeOffset OpenedAt, DateTimeOffset? NextTryAt,
    AttemptState? Last, DateTimeOffset? LastAt, int? Code);

internal sealed class ShowMailboxHandler(DbSession session, MailSettings settings, MailboxSettings mailbox)
    : IRequestHandler<ShowMailboxQuery, Result<ShowMailboxResult>>
{
    private const int PageLength = 50;

    private const string Sql = """
        select d.id, n.number, k.title, split_part(coalesce(d.address, p.value), '@', 2), d.state, d.attempts, d.opened_at, d.next_try_at,
          a.state, coalesce(a.ended_at, a.begun_at), a.code
        from kernel.notice_delivery d
        join kernel.notice n on n.id = d.notice_id
        join kernel.notice_kind k on k.key = n.kind
        left join kernel.contact_point p on p.id = d.contact_point_id
        left join kernel.notice_attempt a on a.delivery_id = d.id and a.number = d.attempts
        where d.channel = 'Email' and ($1::text is null or d.state = $1) and ($2::uuid is null or d.id < $2)
        order by d.id desc limit $3
        """;

    public async Task<Result<ShowMailboxResult>> Handle(ShowMailboxQuery query, CancellationToken ct)
    {
        var found = await session.RowsAsync(
            Sql,
            r => new MailboxRow(r.GetGuid(0), r.GetInt64(1), r.GetString(2), r.TextOrNull(3), r.Word<DeliveryState>(4), r.GetInt32(5),
                r.GetFieldValue<DateTimeOffset>(6), r.OrNull<DateTimeOffset>(7), r.IsDBNull(8) ? null : r.Word<AttemptState>(8),
                r.OrNull<DateTimeOffset>(9), r.OrNull<int>(10)),
            ct, query.State, query.Before, PageLength + 1);
        var page = found.Take(PageLength).ToList();
        return new ShowMailboxResult(
            settings.HasServer ? $"{settings.Host}:{settings.Port}" : null, settings.Security, page,
            found.Count > PageLength ? page[^1].Id : null, mailbox.ShowContent);
    }
}
