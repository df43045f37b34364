using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.WithdrawNotice;

/// <summary>Stops what has not left yet; what has left, or may have, stays as it is.</summary>
[Requires(KernelPermissions.SendNotices)]
[Audited("notice.withdrawn", DataClass.None, Fields = ["notice"])]
public sealed record WithdrawNoticeCommand(Guid NoticeId, string Reason) : ICommand<Done>;

internal sealed class WithdrawNoticeValidator : AbstractValidator<WithdrawNoticeCommand>
{
    public WithdrawNoticeValidator() => RuleFor(c => c.Reason)
        .NotEmpty().WithMessage("Say why: the reason is kept with the notice.")
        .MaximumLength(500).WithMessage("Shorten the reason to 500 characters.");
}

internal sealed class WithdrawNoticeHandler(DbSession session, NoticeBook book, ChangeContext change, CurrentCaller caller)
    : IRequestHandler<WithdrawNoticeCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawNoticeCommand command, CancellationToken ct)
    {
        if (await book.LockAsync(command.NoticeId, ct) is not { } notice) return new NotFound("This notice");
        var stopped = await session.ExecuteAsync(
            """
            update kernel.notice_delivery set state = 'Withdrawn', next_try_at = null, proof = $2, proof_by = $3
            where notice_id = $1 and state in ('Queued', 'ToMail', 'Kept')
            """, ct, notice.Id, command.Reason.Trim(), caller.Value.Name);
        if (stopped == 0) return new NothingToWithdraw();

        await book.RefreshAsync(notice.Id, ct);
        change.About(notice.Subjects);
        change.Because(command.Reason.Trim());
        change.Summarise($"notice {notice.Number}");
        return Done.Instance;
    }
}
