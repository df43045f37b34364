using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Kernel.Notices.RecordMailing;

/// <summary>Says that a notice was printed and mailed: on which day, to which address, and what proves it.</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("notice.mailed", DataClass.None, Fields = ["notice", "contact"])]
public sealed record RecordMailingCommand(Guid DeliveryId, DateOnly MailedOn, string Address, string Proof) : ICommand<Done>;

internal sealed class RecordMailingValidator : AbstractValidator<RecordMailingCommand>
{
    public RecordMailingValidator(TimeProvider clock)
    {
        RuleFor(c => c.MailedOn).Must(day => day <= clock.Today()).WithMessage("It cannot have been mailed in the future.");
        RuleFor(c => c.Address).NotEmpty().WithMessage("Write the address that stands on the letter.")
            .MaximumLength(ContactPoint.ValueMaxLength).WithMessage($"Shorten the address to {ContactPoint.ValueMaxLength} characters.");
        RuleFor(c => c.Proof).NotEmpty().WithMessage("Say what proves the mailing, such as the number of the certificate of mailing.")
            .MaximumLength(500).WithMessage("Shorten the proof to 500 characters.");
    }
}

internal sealed class RecordMailingHandler(
    NoticeBook book, DeliveryBook deliveries, ContactPoints addresses, ChangeContext change, CurrentCaller caller)
    : IRequestHandler<RecordMailingCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordMailingCommand command, CancellationToken ct)
    {
        if (await deliveries.LockWithNoticeAsync(book, command.DeliveryId, ct) is not { } held) return new NotFound("The delivery");
        var (notice, delivery) = held;
        if (delivery.State is not DeliveryState.ToMail) return new DeliveryNotSo(delivery.State);
        if (command.MailedOn < CivilClock.LegalDate(notice.IssuedAt)) return new NotValid(["It cannot have been mailed before it was written."]);

        var address = command.Address.ReplaceLineEndings("\n").Trim();
        var furnished = await addresses.FurnishedAsync(notice.To.Kind, notice.To.Id, ContactKind.Postal, notice.Purpose, ct);
        // What counts is what was written on the letter: only if that was furnished is the notice sufficient (12.11).
        var point = furnished.FirstOrDefault(p => p.Value.ReplaceLineEndings("\n").Trim() == address);
        await deliveries.SetMailedAsync(delivery.Id, command.MailedOn, point, address,
            Sufficiency.Of(notice.To.Kind, point, notice.Purpose), command.Proof.Trim(), caller.Value.Name, ct);
        await book.RefreshAsync(notice.Id, ct);
        change.About(notice.Subjects);
        change.Because(command.Proof.Trim());
        change.Summarise($"notice {notice.Number}, mailed {command.MailedOn:yyyy-MM-dd}");
        return Done.Instance;
    }
}
