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

namespace Post.Commission.Features.RetireHoliday;

/// <summary>Ends a holiday for good after a day: it was a holiday until then, and every earlier count stays true.</summary>
[Requires(CommissionPermissions.KeepCalendar)]
[Audited("calendar.holiday-retired", DataClass.None)]
internal sealed record RetireHolidayCommand(
    Guid HolidayId, DateOnly? LastDay, string Reason, string Source) : ICommand<Done>;

internal sealed class RetireHolidayValidator : AbstractValidator<RetireHolidayCommand>
{
    public RetireHolidayValidator()
    {
        RuleFor(c => c.LastDay).NotNull().WithMessage("Give the last day on which it is still a holiday.");
        RuleFor(c => c.LastDay).Must(d => d is null || DeadlineLimits.Covers(d.Value))
            .WithMessage(DeadlineLimits.DayWords);
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why: the reason is kept with the holiday.");
        RuleFor(c => c.Source).NotEmpty().WithMessage("Name the law that ends it.");
        // They are kept together, in brackets and with a space.
        RuleFor(c => c).Must(c => (c.Reason?.Length ?? 0) + (c.Source?.Length ?? 0) <= LegalHoliday.ReasonMaxLength - 3)
            .WithMessage($"Shorten reason and law to {LegalHoliday.ReasonMaxLength - 3} characters together.");
    }
}

internal sealed record HolidayHasEnded(string Name, DateOnly LastDay)
    : Refusal($"{Name} ended on {DeadlineWords.Of(LastDay)} already, or began after the day you gave. Nothing was changed.");

internal sealed class RetireHolidayHandler(
    CommissionDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RetireHolidayCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RetireHolidayCommand command, CancellationToken ct)
    {
        var lastDay = command.LastDay!.Value;
        var holiday =
            await db.Holidays.SingleOrDefaultAsync(h => h.HolidayId == command.HolidayId && h.SupersededAt == null, ct);
        if (holiday is null) return new NotFound("This holiday");
        if (holiday.ValidTo is { } end && end <= lastDay || lastDay < holiday.ValidFrom)
        {
            return new HolidayHasEnded(holiday.Name, holiday.ValidTo ?? holiday.ValidFrom);
        }

        var ended = holiday.EndAfter(lastDay, $"{command.Reason.Trim()} ({command.Source.Trim()})", caller.Value.Name, clock.GetUtcNow());
        // The unique index on the present row must see the old one go before the new one comes.
        await db.SaveChangesAsync(ct);
        db.Holidays.Add(ended);
        db.Publish(new CalendarChanged(
            holiday.CalendarCode, lastDay, null, $"{holiday.Name} ends after {DeadlineWords.Of(lastDay)}"));
        await db.SaveChangesAsync(ct);

        change.Changed($"holiday {holiday.Name}", "no end", $"{lastDay:yyyy-MM-dd}");
        change.Because(command.Reason);
        return Done.Instance;
    }
}
