using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.OfficerFiles;
using Post.Certification.Personal;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ExplainTraining;

/// <summary>
/// An officer says why a requirement of training was missed (12.04(1)(e)). It is kept beside what the provider reported, which stays as
/// it is; nobody else writes one, and a later one of the officer's stands before it.
/// </summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.training.explained", DataClass.Personal, Fields = ["training"])]
internal sealed record ExplainTrainingCommand(Guid TrainingId, TrainingExplanationKind? Kind, string Text) : ICommand<Done>;

internal sealed class ExplainTrainingValidator : AbstractValidator<ExplainTrainingCommand>
{
    public ExplainTrainingValidator()
    {
        RuleFor(c => c.Kind).Must(k => k is { } kind && Enum.IsDefined(kind)).WithMessage("Choose whether it is a mitigating factor or another reason.");
        RuleFor(c => c.Text).NotEmpty().WithMessage("Say what explains it.");
        RuleFor(c => c.Text).MaximumLength(TrainingExplanation.TextMaxLength).WithMessage($"Shorten the explanation to {TrainingExplanation.TextMaxLength} characters.");
    }
}

internal sealed class ExplainTrainingHandler(
    CertificationDb db, OwnPerson own, StatementDesk desk, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ExplainTrainingCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(ExplainTrainingCommand command, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        await desk.HoldAsync(person.Value.PersonId, ct);
        var row = await db.Trainings.AsNoTracking().SingleOrDefaultAsync(t => t.Id == command.TrainingId && person.Value.MemberIds.Contains(t.PersonId), ct);
        if (row is null) return new NotFound("This training");
        if (row.SupersededAt is not null) return new TrainingReportedAnew();
        if (row.MissedBy is null) return new NothingMissed();

        var (text, before) = (command.Text.Trim(), await StandingAsync(row, ct));
        if (before?.Kind == command.Kind && before?.Text == text) return new ExplainedAlready();
        db.TrainingExplanations.Add(new TrainingExplanation
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            TrainingId = row.Id,
            Kind = command.Kind!.Value,
            Text = text,
            SaidAt = clock.GetUtcNow(),
            SaidBy = caller.Value.Id,
            SaidByName = caller.Value.Name,
        });
        change.About(person.Value.PersonId);
        change.Summarise($"{row.Course}, not met by {row.MissedBy:yyyy-MM-dd}");
        // What it says may be of health: the log tells that there is one, and of which kind.
        change.Changed("explanation of a requirement missed", before?.Kind.ToString(), command.Kind.Value.ToString());
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private Task<TrainingExplanation?> StandingAsync(TrainingRecord row, CancellationToken ct) => (
        from explanation in db.TrainingExplanations.AsNoTracking()
        join training in db.Trainings on explanation.TrainingId equals training.Id
        where training.ProviderCode == row.ProviderCode && training.RecordKey == row.RecordKey
        orderby explanation.Number descending
        select explanation).FirstOrDefaultAsync(ct);
}

internal sealed record NothingMissed()
    : Refusal("The record shows this training as taken, so there is nothing to explain.");

internal sealed record ExplainedAlready()
    : Refusal("That very explanation stands beside the requirement already. Nothing was added.");
