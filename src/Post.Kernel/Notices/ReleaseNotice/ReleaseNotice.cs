using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.ReleaseNotice;

/// <summary>
/// Lets a held notice go: to addresses furnished since, or, by a person's choice and with its reason, to one that nobody
/// furnished for it; such a notice goes, and is not sufficient by force of 12.11.
/// </summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("notice.released", DataClass.None, Fields = ["notice", "contact"])]
public sealed record ReleaseNoticeCommand(Guid NoticeId, Guid? ContactPointId, string Reason) : ICommand<Done>;

internal sealed class ReleaseNoticeValidator : AbstractValidator<ReleaseNoticeCommand>
{
    public ReleaseNoticeValidator() => RuleFor(c => c.Reason)
        .NotEmpty().When(c => c.ContactPointId is not null).WithMessage("Say why it goes to an address that was not furnished for it.")
        .MaximumLength(500).WithMessage("Shorten the reason to 500 characters.");
}

internal sealed class ReleaseNoticeHandler(
    NoticeBook book, DeliveryBook deliveries, ContactPoints addresses, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ReleaseNoticeCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReleaseNoticeCommand command, CancellationToken ct)
    {
        if (await book.LockAsync(command.NoticeId, ct) is not { } notice) return new NotFound("This notice");
        if (notice.State is not NoticeState.Held) return new NotReleasable($"The notice is not held; it is “{NoticeWords.Of(notice.State)}”.");
        var now = clock.GetUtcNow();
        if (command.ContactPointId is { } chosen)
        {
            var point = await addresses.FindAsync(chosen, ct);
            if (point is not { State: ContactState.Active, Kind: ContactKind.Email } || point.OwnerId != notice.To.Id || point.OwnerKind != notice.To.Kind)
            {
                return new NotReleasable("That is no electronic mail address in use of this addressee.");
            }

            await deliveries.AddEmailAsync(notice.Id, point.Id, now, ct);
            change.Because(command.Reason.Trim());
        }
        else
        {
            await deliveries.OpenAsync(notice.Id, notice.To, notice.Purpose, notice.OnlyTo, now, ct);
        }

        await book.RefreshAsync(notice.Id, ct);
        if ((await book.FindAsync(notice.Id, ct))!.State is NoticeState.Held)
        {
            return new NotReleasable("No address is furnished for it still. Record one under Addresses first.");
        }

        change.About(notice.Subjects);
        change.Summarise($"notice {notice.Number}");
        return Done.Instance;
    }
}
