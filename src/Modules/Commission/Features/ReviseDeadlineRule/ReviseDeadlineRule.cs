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

namespace Post.Commission.Features.ReviseDeadlineRule;

/// <summary>Another number of days or another roll, for triggers from a day on; what the regulation's own text fixes is refused.</summary>
[Requires(CommissionPermissions.ReviseDeadlineRules)]
[Audited("deadline-rule.revised", DataClass.None)]
internal sealed record ReviseDeadlineRuleCommand(
    string Rule, int Count, RollRule Roll, DateOnly? EffectiveFrom, string Source, string Reason) : ICommand<Done>;

internal sealed class ReviseDeadlineRuleValidator : AbstractValidator<ReviseDeadlineRuleCommand>
{
    public ReviseDeadlineRuleValidator()
    {
        RuleFor(c => c.Count).InclusiveBetween(0, 10_000).WithMessage("Give a number from 0 to 10,000.");
        RuleFor(c => c.Roll).IsInEnum().WithMessage("Choose whether the last day moves.");
        RuleFor(c => c.EffectiveFrom).NotNull().WithMessage("Give the day from which it counts so.");
        RuleFor(c => c.EffectiveFrom).Must(d => d is null || DeadlineLimits.Covers(d.Value))
            .WithMessage(DeadlineLimits.DayWords);
        RuleFor(c => c.Source).NotEmpty().WithMessage("Name the law, vote or order that says so.")
            .MaximumLength(LegalHoliday.SourceMaxLength)
            .WithMessage($"Shorten the source to {LegalHoliday.SourceMaxLength} characters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why: the reason is kept with the rule.")
            .MaximumLength(LegalHoliday.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {LegalHoliday.ReasonMaxLength} characters.");
    }
}

internal sealed record FixedByTheText(string Clause)
    : Refusal($"{Clause} is in the text of the regulation. It changes with a new edition, not here.");

internal sealed class ReviseDeadlineRuleHandler(
    CommissionDb db, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ReviseDeadlineRuleCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReviseDeadlineRuleCommand command, CancellationToken ct)
    {
        var versions = await db.DeadlineRules
            .Where(r => r.Code == command.Rule).OrderBy(r => r.Version).ToListAsync(ct);
        if (versions.Count == 0) return new NotFound("This rule");
        var last = versions[^1];
        if (last.Kind is DeadlineKind.Regulation) return new FixedByTheText(last.Clause);

        var from = command.EffectiveFrom!.Value;
        var revised = last.Revised(last.Version + 1, command.Count, command.Roll, from,
            command.Source.Trim(), command.Reason.Trim(), caller.Value.Name, clock.GetUtcNow());
        versions.SingleOrDefault(r => r.EffectiveFrom == from && r.SupersededAt is null)?.Supersede(clock.GetUtcNow());
        // The unique index on the day must see the old row go before the new one comes.
        await db.SaveChangesAsync(ct);
        db.DeadlineRules.Add(revised);
        db.Publish(new DeadlineRuleRevised(revised.Code, from, $"Rule revised from {DeadlineWords.Of(from)}: {revised.Title}, version {revised.Version}"));
        await db.SaveChangesAsync(ct);

        change.Changed($"rule {revised.Code} from {from:yyyy-MM-dd}", Words(last), Words(revised));
        change.Because(command.Reason);
        return Done.Instance;
    }

    private static string Words(DeadlineRuleVersion rule) => $"{rule.Count} {DeadlineWords.Of(rule.Unit)}, {rule.Roll}";
}
