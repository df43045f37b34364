using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.ShowMailbox;

/// <summary>What a notice in the mailbox says; answered in a demonstration alone, whose persons do not exist.</summary>
[Requires(KernelPermissions.SettleDeliveries)]
[Audited("mailbox.message.shown", DataClass.None, Fields = ["notice"])]
public sealed record ReadMailboxMessageQuery(Guid DeliveryId) : IQuery<MailboxMessage>;

/// <summary>A mail as its addressee would read it.</summary>
public sealed record MailboxMessage(string To, string Subject, string Text, IReadOnlyList<Guid> Persons) : INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => Persons;
}

/// <summary>Outside a demonstration what a notice says is for those whose work it is.</summary>
public sealed record MailboxIsClosed()
    : Refusal("What a notice says is shown under Notices, to those whose work it is. Operators see how it was delivered.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class ReadMailboxMessageHandler(DbSession session, SealedWords secrets, MailboxSettings mailbox)
    : IRequestHandler<ReadMailboxMessageQuery, Result<MailboxMessage>>
{
    public async Task<Result<MailboxMessage>> Handle(ReadMailboxMessageQuery query, CancellationToken ct)
    {
        if (!mailbox.ShowContent) return new MailboxIsClosed();
        var found = await session.RowsAsync(
            """
            select coalesce(d.address, p.value, ''), n.subject, n.body, n.subject_ids, n.sealed
            from kernel.notice_delivery d join kernel.notice n on n.id = d.notice_id
            left join kernel.contact_point p on p.id = d.contact_point_id where d.id = $1
            """,
            r => new MailboxMessage(
                r.GetString(0), r.GetString(1), secrets.Shown(r.GetString(2), r.IsDBNull(4) ? null : r.GetFieldValue<byte[]>(4)), r.GetFieldValue<Guid[]>(3)), ct, query.DeliveryId);
        return found.Count == 0 ? new NotFound("This message") : found[0];
    }
}
