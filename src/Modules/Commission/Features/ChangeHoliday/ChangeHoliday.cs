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

namespace Post.Commission.Features.ChangeHoliday;

/// <summary>Keeps a holiday on another day, or not at all, in one year; its pattern stays.</summary>
[Requires(CommissionPermissions.KeepCalendar)]
[Audited("calendar.holiday-changed", DataClass.None)]
internal sealed record ChangeHolidayCommand(
    Guid HolidayId, DateOnly Day, DateOnly? MovedTo, string Reason, string Source) : ICommand<Done>;

internal sealed class ChangeHolidayValidator : AbstractValidator<ChangeHolidayCommand>
{
    public ChangeHolidayValidator()
    {
        RuleFor(c => c.MovedTo).NotEqual(c => c.Day).WithMessage("Choose another day than the one it falls on.");
        RuleFor(c => c.MovedTo).Must(d => d is null || DeadlineLimits.Covers(d.Value))
            .WithMessage(DeadlineLimits.DayWords);
        RuleFor(c => c.Reason).NotEmpty()
            .WithMessage("Say why: the reason shows wherever a deadline moves because of it.")
            .MaximumLength(LegalHoliday.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {LegalHoliday.ReasonMaxLength} characters.");
        RuleFor(c => c.Source).NotEmpty().WithMessage("Say who decided it and where that is written.")
            .MaximumLength(LegalHoliday.SourceMaxLength)
            .WithMessage($"Shorten the source to {LegalHoliday.SourceMaxLength} characters.");
    }
}

internal sealed record NotKeptOnThatDay(string Name, DateOnly Day)
    : Refusal($"{Name} does not fall on {DeadlineWords.Of(Day)}, or was moved or dropped in that year already. Look at the list again.");

internal sealed class ChangeHolidayHandler(
    CommissionDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ChangeHolidayCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ChangeHolidayCommand command, CancellationToken ct)
    {
        var holiday = await db.Holidays.AsNoTracking()
            .SingleOrDefaultAsync(h => h.HolidayId == command.HolidayId && h.SupersededAt == null, ct);
        if (holiday is null) return new NotFound("This holiday");
        if (!await FallsOnAsync(holiday, command.Day, ct)) return new NotKeptOnThatDay(holiday.Name, command.Day);

        db.CalendarAmendments.Add(new CalendarAmendment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CalendarCode = holiday.CalendarCode,
            Kind = command.MovedTo is null ? CalendarChangeKind.Dropped : CalendarChangeKind.Moved,
            HolidayId = holiday.HolidayId,
            Day = command.Day,
            MovedTo = command.MovedTo,
            Name = holiday.Name,
            Reason = command.Reason.Trim(),
            Source = command.Source.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Name,
        });
        Announce(holiday, command);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<bool> FallsOnAsync(LegalHoliday holiday, DateOnly day, CancellationToken ct)
    {
        var definition = holiday.ToDefinition();
        // A day in early January may be the observance of one that falls in the year before.
        var falls = new[] { day.Year - 1, day.Year }
            .Any(year => definition.NominalIn(year) is { } nominal && definition.Observed(nominal) == day);
        return falls && !await db.CalendarAmendments
            .AnyAsync(c => c.HolidayId == holiday.HolidayId && c.Day == day && c.WithdrawnAt == null, ct);
    }

    private void Announce(LegalHoliday holiday, ChangeHolidayCommand command)
    {
        var what = command.MovedTo is { } to
            ? $"{holiday.Name} moved from {DeadlineWords.Of(command.Day)} to {DeadlineWords.Of(to)}"
            : $"{holiday.Name} not kept on {DeadlineWords.Of(command.Day)}";
        var other = command.MovedTo ?? command.Day;
        db.Publish(new CalendarChanged(
            holiday.CalendarCode, other < command.Day ? other : command.Day, other > command.Day ? other : command.Day, what));
        change.Changed($"holiday {holiday.Name}", $"{command.Day:yyyy-MM-dd}", command.MovedTo is { } day ? $"{day:yyyy-MM-dd}" : "not kept");
        change.Because(command.Reason);
    }
}
