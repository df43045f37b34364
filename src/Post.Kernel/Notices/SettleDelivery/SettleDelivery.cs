using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.SettleDelivery;

/// <summary>
/// Decides what nobody but a person can: a server may have taken the mail and did not say so. Counted as sent on the
/// evidence of the server's log, or sent again. A notice that was only kept in the mailbox can be sent again as well.
/// </summary>
[Requires(KernelPermissions.SettleDeliveries)]
[Audited("notice.settled", DataClass.None, Fields = ["notice"])]
public sealed record SettleDeliveryCommand(Guid DeliveryId, bool WasSent, string Evidence) : ICommand<Done>;

internal sealed class SettleDeliveryValidator : AbstractValidator<SettleDeliveryCommand>
{
    public SettleDeliveryValidator() => RuleFor(c => c.Evidence)
        .NotEmpty().WithMessage("Say what you saw, such as the line of the mail server's log.")
        .MaximumLength(500).WithMessage("Shorten the evidence to 500 characters.");
}

internal sealed class SettleDeliveryHandler(
    NoticeBook book, DeliveryBook deliveries, ContactPoints addresses, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SettleDeliveryCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SettleDeliveryCommand command, CancellationToken ct)
    {
        if (await deliveries.LockWithNoticeAsync(book, command.DeliveryId, ct) is not { } held) return new NotFound("The delivery");
        var (notice, delivery) = held;
        var decidable = delivery.State is DeliveryState.Uncertain || (delivery.State is DeliveryState.Kept && !command.WasSent);
        if (!decidable) return new DeliveryNotSo(delivery.State);

        var evidence = command.Evidence.Trim();
        if (command.WasSent) await CountAsSentAsync(notice, delivery, evidence, ct);
        else await deliveries.SetStateAsync(delivery.Id, DeliveryState.Queued, clock.GetUtcNow(), ct);
        await book.RefreshAsync(notice.Id, ct);
        change.About(notice.Subjects);
        change.Because(evidence);
        change.Summarise($"notice {notice.Number}: {(command.WasSent ? "counted as sent" : "sent again")}");
        return Done.Instance;
    }

    private async Task CountAsSentAsync(Notice notice, Delivery delivery, string evidence, CancellationToken ct)
    {
        var point = await addresses.FindAsync(delivery.ContactPointId!.Value, ct);
        await deliveries.SetSentAsync(
            delivery.Id, clock.GetUtcNow(), Sufficiency.Of(notice.To.Kind, point, notice.Purpose), evidence, caller.Value.Name, ct);
    }
}
