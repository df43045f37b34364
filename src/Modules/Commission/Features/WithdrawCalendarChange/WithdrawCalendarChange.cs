using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Commission.Features.WithdrawCalendarChange;

/// <summary>Takes a closure or a moved holiday back; the row stays, with who withdrew it and why.</summary>
[Requires(CommissionPermissions.KeepCalendar)]
[Audited("calendar.change-withdrawn", DataClass.None)]
internal sealed record WithdrawCalendarChangeCommand(Guid ChangeId, string Reason) : ICommand<Done>;

internal sealed class WithdrawCalendarChangeValidator : AbstractValidator<WithdrawCalendarChangeCommand>
{
    public WithdrawCalendarChangeValidator() => RuleFor(c => c.Reason)
        .NotEmpty().WithMessage("Say why it is taken back: the reason is kept.")
        .MaximumLength(LegalHoliday.ReasonMaxLength)
        .WithMessage($"Shorten the reason to {LegalHoliday.ReasonMaxLength} characters.");
}

internal sealed record WithdrawnAlready(string Name)
    : Refusal($"The change “{Name}” was withdrawn already. Nothing was changed.");

internal sealed class WithdrawCalendarChangeHandler(
    CommissionDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<WithdrawCalendarChangeCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawCalendarChangeCommand command, CancellationToken ct)
    {
        var amendment = await db.CalendarAmendments.SingleOrDefaultAsync(c => c.Id == command.ChangeId, ct);
        if (amendment is null) return new NotFound("This change of the calendar");
        if (amendment.WithdrawnAt is not null) return new WithdrawnAlready(amendment.Name);

        amendment.Withdraw(command.Reason.Trim(), caller.Value.Name, clock.GetUtcNow());
        var other = amendment.MovedTo ?? amendment.Day;
        db.Publish(new CalendarChanged(
            amendment.CalendarCode,
            other < amendment.Day ? other : amendment.Day,
            other > amendment.Day ? other : amendment.Day,
            $"Withdrawn: {amendment.Name}, {DeadlineWords.Of(amendment.Day)}"));
        await db.SaveChangesAsync(ct);

        change.Changed($"calendar {amendment.Day:yyyy-MM-dd}", amendment.Name, "withdrawn");
        change.Because(command.Reason);
        return Done.Instance;
    }
}
