using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.CloseHireTask;

/// <summary>
/// Records what the index answered, with the receipt it prints, or what became of a hire that was refused. An entry in the index is a
/// pointer to another state's record: nothing follows from it by itself.
/// </summary>
[Requires(CertificationPermissions.SettleReports)]
[Audited("hire-task.closed", DataClass.Personal, Fields = ["report"])]
internal sealed record CloseHireTaskCommand(Guid TaskId, string Outcome, DateOnly? LookedOn, string? Receipt, string Note) : ICommand<Done>;

internal sealed class CloseHireTaskValidator : AbstractValidator<CloseHireTaskCommand>
{
    public CloseHireTaskValidator(TimeProvider clock)
    {
        RuleFor(c => c.Outcome).IsEnumName(typeof(HireTaskOutcome)).WithMessage("Choose what it led to.");
        RuleFor(c => c.LookedOn).NotNull().WithMessage("Give the day.");
        RuleFor(c => c.LookedOn).LessThanOrEqualTo(_ => clock.Today()).WithMessage("Choose the day, today or before.");
        RuleFor(c => c.Receipt).MaximumLength(HireTask.ReceiptMaxLength)
            .WithMessage($"Shorten the number of the receipt to {HireTask.ReceiptMaxLength} characters.");
        RuleFor(c => c.Note).NotEmpty().WithMessage("Say what you found, and what you did about it.");
        RuleFor(c => c.Note).MaximumLength(HireTask.NoteMaxLength).WithMessage($"Shorten the note to {HireTask.NoteMaxLength} characters.");
    }
}

internal sealed record HireTaskClosed() : Refusal("Somebody has recorded already what this led to. Nothing was changed.");

internal sealed record OutcomeDoesNotFit() : Refusal("That is no outcome of this task. Choose one that is offered.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>Each search of the index prints a receipt, which is kept.</summary>
internal sealed record ReceiptRequired() : Refusal("Give the number of the receipt that the index printed for the search.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed class CloseHireTaskHandler(CertificationDb db, ReportDesk desk, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<CloseHireTaskCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(CloseHireTaskCommand command, CancellationToken ct)
    {
        var about = await db.HireTasks.AsNoTracking().Where(t => t.Id == command.TaskId)
            .Join(db.AgencyReports, t => t.ReportId, r => r.Id, (_, r) => r).SingleOrDefaultAsync(ct);
        if (about is null) return new NotFound("This task");
        await desk.HoldAsync(about.AgencyId, ct);
        var task = await db.HireTasks.SingleAsync(t => t.Id == command.TaskId, ct);
        if (task.ClosedAt is not null) return new HireTaskClosed();
        var outcome = Enum.Parse<HireTaskOutcome>(command.Outcome);
        if (!ReportWords.OutcomesOf(task.Kind).Contains(outcome)) return new OutcomeDoesNotFit();
        var receipt = string.IsNullOrWhiteSpace(command.Receipt) ? null : command.Receipt.Trim();
        if (task.Kind is HireTaskKind.IndexCheck && receipt is null) return new ReceiptRequired();

        task.Close(outcome, command.LookedOn!.Value, receipt, command.Note.Trim(), (caller.Value.Id, caller.Value.Name), clock.GetUtcNow());
        if (about.PersonId is { } person) change.About(person);
        change.Summarise($"{about.Reference}: {ReportWords.Of(outcome)}");
        change.Changed(task.Kind.ToString(), null, outcome.ToString());
        change.Because(command.Note.Trim());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
