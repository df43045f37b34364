using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Commission.Features.CloseDay;

/// <summary>The offices are closed on a day for another reason than a holiday: nothing can be filed, so it is no business day.</summary>
[Requires(CommissionPermissions.KeepCalendar)]
[Audited("calendar.day-closed", DataClass.None)]
internal sealed record CloseDayCommand(DateOnly? Day, string Name, string Reason, string Source) : ICommand<Done>;

internal sealed class CloseDayValidator : AbstractValidator<CloseDayCommand>
{
    public CloseDayValidator()
    {
        RuleFor(c => c.Day).NotNull().WithMessage("Give the day of the closure.");
        RuleFor(c => c.Day).Must(d => d is null || DeadlineLimits.Covers(d.Value)).WithMessage(DeadlineLimits.DayWords);
        RuleFor(c => c.Name).NotEmpty().WithMessage("Give the closure a name, such as “Snow emergency”.")
            .MaximumLength(LegalHoliday.NameMaxLength)
            .WithMessage($"Shorten the name to {LegalHoliday.NameMaxLength} characters.");
        RuleFor(c => c.Reason).NotEmpty()
            .WithMessage("Say why: the reason shows wherever a deadline moves because of it.")
            .MaximumLength(LegalHoliday.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {LegalHoliday.ReasonMaxLength} characters.");
        RuleFor(c => c.Source).NotEmpty().WithMessage("Say who ordered it and where that is written.")
            .MaximumLength(LegalHoliday.SourceMaxLength)
            .WithMessage($"Shorten the source to {LegalHoliday.SourceMaxLength} characters.");
    }
}

internal sealed record DayIsClosedAlready(DateOnly Day, string Name)
    : Refusal($"{DeadlineWords.Of(Day)} is closed already: {Name}. Nothing was changed.");

internal sealed class CloseDayHandler(
    CommissionDb db, IDeadlineRules rules, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<CloseDayCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CloseDayCommand command, CancellationToken ct)
    {
        var day = command.Day!.Value;
        var calendar = await rules.CalendarAsync(WorkCalendar.Massachusetts, ct);
        if (calendar.Closed(day) is { } closed) return new DayIsClosedAlready(day, closed.Name);

        db.CalendarAmendments.Add(new CalendarAmendment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CalendarCode = WorkCalendar.Massachusetts,
            Kind = CalendarChangeKind.Closed,
            Day = day,
            Name = command.Name.Trim(),
            Reason = command.Reason.Trim(),
            Source = command.Source.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Name,
        });
        db.Publish(new CalendarChanged(WorkCalendar.Massachusetts, day, day, $"{DeadlineWords.Of(day)} closed: {command.Name.Trim()}"));
        await db.SaveChangesAsync(ct);

        change.Changed($"calendar {day:yyyy-MM-dd}", "business day", command.Name.Trim());
        change.Because(command.Reason);
        return Done.Instance;
    }
}
