using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Notices.Mail;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.Sending;

/// <summary>What an attempt came to: proof, another try, the second channel, or a question for a person.</summary>
[Requires(KernelPermissions.DeliverNotices)]
[Audited("notice.attempt-ended", DataClass.None, Fields = ["notice"])]
internal sealed record RecordOutcomeCommand(Guid AttemptId, MailOutcome Outcome) : ICommand<Done>;

internal sealed class RecordOutcomeHandler(
    DbSession session, NoticeBook book, DeliveryBook deliveries, ContactPoints addresses, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RecordOutcomeCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordOutcomeCommand command, CancellationToken ct)
    {
        if (await OwnerAsync(command.AttemptId, ct) is not { } owner) return new NotFound("The attempt");
        var notice = (await book.LockAsync(owner.Notice, ct))!;
        var delivery = (await deliveries.LockAsync(owner.Delivery, ct))!;
        // A late answer still counts, while nobody has decided without it and no other attempt has begun.
        if (delivery.State is not (DeliveryState.Sending or DeliveryState.Uncertain)) return new DeliveryNotSo(delivery.State);
        if (!await EndAsync(command, delivery.Attempts, ct)) return new DeliveryNotSo(delivery.State);

        change.About(notice.Subjects);
        change.Summarise($"notice {notice.Number}: {command.Outcome.Result}");
        await FollowAsync(notice, delivery, command.Outcome, ct);
        await book.RefreshAsync(notice.Id, ct);
        return Done.Instance;
    }

    private async Task<(Guid Delivery, Guid Notice)?> OwnerAsync(Guid attempt, CancellationToken ct) => (await session.RowsAsync(
        """
        select d.id, d.notice_id from kernel.notice_attempt a join kernel.notice_delivery d on d.id = a.delivery_id where a.id = $1
        """, r => ((Guid, Guid)?)(r.GetGuid(0), r.GetGuid(1)), ct, attempt)).SingleOrDefault();

    private async Task<bool> EndAsync(RecordOutcomeCommand command, int latest, CancellationToken ct) => await session.ExecuteAsync(
        """
        update kernel.notice_attempt set state = $2, ended_at = $3, code = $4, answer = $5, server = $6, tls = $7
        where id = $1 and number = $8 and state in ('Begun', 'Transmitting', 'Uncertain')
        """,
        ct, command.AttemptId, StateOf(command.Outcome.Result), clock.GetUtcNow(), command.Outcome.Code, command.Outcome.Answer,
        command.Outcome.Server, command.Outcome.Tls, latest) == 1;

    private Task FollowAsync(Notice notice, Delivery delivery, MailOutcome outcome, CancellationToken ct) => outcome.Result switch
    {
        MailResult.Accepted => SentAsync(notice, delivery, outcome, ct),
        MailResult.Kept => deliveries.SetStateAsync(delivery.Id, DeliveryState.Kept, null, ct),
        MailResult.Uncertain => deliveries.SetStateAsync(delivery.Id, DeliveryState.Uncertain, null, ct),
        MailResult.AddressRefused => BounceAsync(notice, delivery, outcome, ct),
        MailResult.MessageRefused => GiveUpAsync(notice, delivery, ct),
        _ => PutOffAsync(notice, delivery, ct),
    };

    private async Task SentAsync(Notice notice, Delivery delivery, MailOutcome outcome, CancellationToken ct)
    {
        var point = await addresses.FindAsync(delivery.ContactPointId!.Value, ct);
        await deliveries.SetSentAsync(delivery.Id, clock.GetUtcNow(), Sufficiency.Of(notice.To.Kind, point, notice.Purpose),
            $"{outcome.Answer} · {outcome.Server} · {outcome.Tls ?? "no TLS"}", "mail server", ct);
    }

    // The server knows no such address: nothing more goes there, and the addressee is reached another way.
    private async Task BounceAsync(Notice notice, Delivery delivery, MailOutcome outcome, CancellationToken ct)
    {
        await addresses.EndAsync(
            delivery.ContactPointId!.Value, ContactState.Bounced, "mail server", clock.GetUtcNow(), $"Notice {notice.Number}: {outcome.Answer}", ct);
        await GiveUpAsync(notice, delivery, ct);
    }

    private async Task GiveUpAsync(Notice notice, Delivery delivery, CancellationToken ct)
    {
        await deliveries.SetStateAsync(delivery.Id, DeliveryState.Refused, null, ct);
        await deliveries.OpenSecondChannelAsync(notice, clock.GetUtcNow(), ct);
    }

    private async Task PutOffAsync(Notice notice, Delivery delivery, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rule = await deliveries.RuleAsync(CivilClock.LegalDate(now), ct);
        if (rule.WaitAfter(delivery.Attempts) is { } wait) await deliveries.SetStateAsync(delivery.Id, DeliveryState.Queued, now + wait, ct);
        else await GiveUpAsync(notice, delivery, ct);
    }

    private static AttemptState StateOf(MailResult result) => result switch
    {
        MailResult.Accepted => AttemptState.Accepted,
        MailResult.Kept => AttemptState.Kept,
        MailResult.AddressRefused or MailResult.MessageRefused => AttemptState.Refused,
        MailResult.Uncertain => AttemptState.Uncertain,
        _ => AttemptState.Deferred,
    };
}
