using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.Sending;

/// <summary>Takes a delivery that is due, settles to which address it goes, and writes down that it is tried.</summary>
[Requires(KernelPermissions.DeliverNotices)]
[Audited("notice.attempt-begun", DataClass.None, Fields = ["notice"])]
internal sealed record BeginAttemptCommand(Guid DeliveryId) : ICommand<BegunAttempt>;

/// <summary>What to send, and until when; no mail when its address has ended and others take its place.</summary>
internal sealed record BegunAttempt(Guid AttemptId, Guid DeliveryId, EmailAddress? To, Notice Notice, TimeSpan Lease);

internal sealed class BeginAttemptHandler(
    DbSession session, NoticeBook book, DeliveryBook deliveries, ContactPoints addresses, SealedWords secrets, ChangeContext change, TimeProvider clock)
    : IRequestHandler<BeginAttemptCommand, Result<BegunAttempt>>
{
    public async Task<Result<BegunAttempt>> Handle(BeginAttemptCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await deliveries.LockWithNoticeAsync(book, command.DeliveryId, ct) is not { } held) return new NotFound("The delivery");
        var (notice, delivery) = held;
        if (delivery.State is not DeliveryState.Queued || delivery.NextTryAt > now) return new DeliveryNotSo(delivery.State);
        change.About(notice.Subjects);
        change.Summarise($"notice {notice.Number}, attempt {delivery.Attempts + 1}");

        var rule = await deliveries.RuleAsync(CivilClock.LegalDate(now), ct);
        var point = await addresses.FindAsync(delivery.ContactPointId!.Value, ct);
        if (point is not { State: ContactState.Active } || !EmailAddress.TryParse(point.Value, out var address))
        {
            await ReplaceAsync(notice, delivery, now, ct);
            return new BegunAttempt(Guid.Empty, delivery.Id, null, notice, rule.Lease);
        }

        if (secrets.Filled(notice) is not { } whole)
        {
            await book.StopAsync(notice.Id, "What stands in the mail alone is not kept any more", "product", ct);
            return new BegunAttempt(Guid.Empty, delivery.Id, null, notice, rule.Lease);
        }

        var attempt = Guid.CreateVersion7(now);
        await AddAsync(attempt, delivery, point, now, now + rule.Lease, ct);
        return new BegunAttempt(attempt, delivery.Id, address, whole, rule.Lease);
    }

    // The address in force when it is sent is the one that counts, not the one of the day it was written (12.11).
    private async Task ReplaceAsync(Notice notice, Delivery delivery, DateTimeOffset now, CancellationToken ct)
    {
        await deliveries.SetStateAsync(delivery.Id, DeliveryState.Replaced, null, ct);
        await deliveries.OpenAsync(notice.Id, notice.To, notice.Purpose, notice.OnlyTo, now, ct);
        await book.RefreshAsync(notice.Id, ct);
        change.Summarise($"notice {notice.Number}: the address has ended");
    }

    private async Task AddAsync(
        Guid attempt, Delivery delivery, ContactPoint point, DateTimeOffset now, DateTimeOffset lease, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            insert into kernel.notice_attempt (id, delivery_id, number, state, begun_at, lease_until)
            values ($1, $2, $3, 'Begun', $4, $5)
            """, ct, attempt, delivery.Id, delivery.Attempts + 1, now, lease);
        await session.ExecuteAsync(
            """
            update kernel.notice_delivery set state = 'Sending', attempts = attempts + 1, next_try_at = $2, address = $3, origin = $4,
              furnished_by = $5, furnished_on = $6
            where id = $1
            """, ct, delivery.Id, lease, point.Value, point.Origin, point.FurnishedBy, point.FurnishedOn);
    }
}

/// <summary>
/// Writes down, before the dot that ends the message, that a server may have it from here on. Refused when the attempt was
/// taken for abandoned meanwhile: then the dot is not sent, and the server has nothing.
/// </summary>
[Requires(KernelPermissions.DeliverNotices)]
[Audited("notice.transmitting", DataClass.None, Fields = ["notice"])]
internal sealed record MarkTransmittingCommand(Guid AttemptId) : ICommand<Done>;

internal sealed class MarkTransmittingHandler(DbSession session, DeliveryBook deliveries, ChangeContext change, TimeProvider clock)
    : IRequestHandler<MarkTransmittingCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(MarkTransmittingCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rule = await deliveries.RuleAsync(CivilClock.LegalDate(now), ct);
        var marked = await session.ExecuteAsync(
            """
            with marked as (
              update kernel.notice_attempt set state = 'Transmitting', transmitting_at = $2, lease_until = $3
              where id = $1 and state = 'Begun' returning delivery_id
            )
            update kernel.notice_delivery d set next_try_at = $3 from marked where d.id = marked.delivery_id
            """, ct, command.AttemptId, now, now + rule.Lease);
        if (marked == 0) return new DeliveryNotSo(DeliveryState.Queued);
        change.Summarise($"attempt {command.AttemptId}");
        return Done.Instance;
    }
}
