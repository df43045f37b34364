using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.ReportBounce;

/// <summary>
/// Says that a mail that had been sent came back. Sufficiency stays (12.11); the address is not used again, and the second
/// channel opens.
/// </summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("notice.bounced", DataClass.None, Fields = ["notice", "contact"])]
public sealed record ReportBounceCommand(Guid DeliveryId, string Report) : ICommand<Done>;

internal sealed class ReportBounceValidator : AbstractValidator<ReportBounceCommand>
{
    public ReportBounceValidator() => RuleFor(c => c.Report)
        .NotEmpty().WithMessage("Say what the report of the bounce says.")
        .MaximumLength(500).WithMessage("Shorten the report to 500 characters.");
}

internal sealed class ReportBounceHandler(
    NoticeBook book, DeliveryBook deliveries, ContactPoints addresses, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ReportBounceCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReportBounceCommand command, CancellationToken ct)
    {
        if (await deliveries.LockWithNoticeAsync(book, command.DeliveryId, ct) is not { } held) return new NotFound("The delivery");
        var (notice, delivery) = held;
        if (delivery is not { State: DeliveryState.Sent, Channel: Channel.Email }) return new DeliveryNotSo(delivery.State);

        var now = clock.GetUtcNow();
        var report = command.Report.Trim();
        await deliveries.SetStateAsync(delivery.Id, DeliveryState.Bounced, null, ct);
        await addresses.EndAsync(delivery.ContactPointId!.Value, ContactState.Bounced, caller.Value.Name, now, report, ct);
        await deliveries.OpenSecondChannelAsync(notice, now, ct);
        await book.RefreshAsync(notice.Id, ct);
        change.About(notice.Subjects);
        change.Because(report);
        change.Summarise($"notice {notice.Number}");
        return Done.Instance;
    }
}
