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

namespace Post.Commission.Features.SwitchPart;

/// <summary>Decides from a day on whether holidays of one part of the state, such as Suffolk County, stop a clock.</summary>
[Requires(CommissionPermissions.ReviseDeadlineRules)]
[Audited("calendar.part-switched", DataClass.None)]
internal sealed record SwitchPartCommand(
    string Part, bool Counts, DateOnly? From, string Authority, string Reason) : ICommand<Done>;

internal sealed class SwitchPartValidator : AbstractValidator<SwitchPartCommand>
{
    public SwitchPartValidator()
    {
        RuleFor(c => c.From).NotNull().WithMessage("Give the day from which it counts so.");
        RuleFor(c => c.From).Must(d => d is null || DeadlineLimits.Covers(d.Value))
            .WithMessage(DeadlineLimits.DayWords);
        RuleFor(c => c.Authority).NotEmpty().WithMessage("Name Counsel's sign-off and its date.")
            .MaximumLength(LegalHoliday.SourceMaxLength)
            .WithMessage($"Shorten the authority to {LegalHoliday.SourceMaxLength} characters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why: the reason is kept.")
            .MaximumLength(LegalHoliday.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {LegalHoliday.ReasonMaxLength} characters.");
    }
}

internal sealed class SwitchPartHandler(CommissionDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SwitchPartCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SwitchPartCommand command, CancellationToken ct)
    {
        var known = await db.PartSwitches.Where(s => s.Part == command.Part && s.SupersededAt == null).ToListAsync(ct);
        if (known.Count == 0) return new NotFound("This part of the state");
        var from = command.From!.Value;
        known.SingleOrDefault(s => s.EffectiveFrom == from)?.Supersede(clock.GetUtcNow());
        // The unique index on the present row must see the old one go before the new one comes.
        await db.SaveChangesAsync(ct);
        db.PartSwitches.Add(new CalendarPartSwitch
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CalendarCode = WorkCalendar.Massachusetts,
            Part = command.Part,
            Counts = command.Counts,
            EffectiveFrom = from,
            Authority = command.Authority.Trim(),
            Reason = command.Reason.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Name,
        });
        db.Publish(new CalendarChanged(WorkCalendar.Massachusetts, from, null,
            $"Holidays of {command.Part} {(command.Counts ? "stop" : "do not stop")} a clock from {DeadlineWords.Of(from)}"));
        await db.SaveChangesAsync(ct);

        change.Changed($"holidays of {command.Part} from {from:yyyy-MM-dd}", null, command.Counts ? "stop a clock" : "stop no clock");
        change.Because($"{command.Reason} ({command.Authority})");
        return Done.Instance;
    }
}
