using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Fitness;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordFitness;

/// <summary>
/// Records that an officer's fitness was evaluated, or puts an entry right, which stays as what was known. It has no place for words about
/// what was found.
/// </summary>
[Requires(CertificationPermissions.KeepFitness)]
[Audited("officer-fitness.recorded", DataClass.Restricted, Fields = ["fitness"])]
internal sealed record RecordFitnessCommand(
    Guid PersonId, string Kind, DateOnly? On, string Evaluator, string Outcome, DateOnly? NextDueOn) : ICommand<Done>, INamesSubjects
{
    /// <summary>The entry that it takes the place of; null for a new one.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>Why that entry no longer stands.</summary>
    public string? Because { get; init; }

    public IEnumerable<Guid> SubjectIds => [PersonId];
}

internal sealed class RecordFitnessValidator : AbstractValidator<RecordFitnessCommand>
{
    public RecordFitnessValidator()
    {
        RuleFor(c => c.Kind).IsEnumName(typeof(FitnessKind)).WithMessage("Choose what was evaluated.");
        RuleFor(c => c.On).NotNull().WithMessage("Give the day of the evaluation.");
        RuleFor(c => c.Outcome).IsEnumName(typeof(FitnessOutcome)).WithMessage("Choose how it came out.");
        // The one free text: a name has no line breaks, and a report does not fit.
        RuleFor(c => c.Evaluator).Must(e => !string.IsNullOrWhiteSpace(e) && e.Length <= FitnessEvaluation.EvaluatorMaxLength && !e.Any(char.IsControl))
            .WithMessage($"Name who evaluated, in one line of at most {FitnessEvaluation.EvaluatorMaxLength} characters. What was found does not belong here.");
        RuleFor(c => c.Because).IsEnumName(typeof(FitnessCorrection)).WithMessage("Choose why the entry no longer stands.");
    }
}

internal sealed class RecordFitnessHandler(
    CertificationDb db, FitnessRegister register, RecordReader records, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RecordFitnessCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordFitnessCommand command, CancellationToken ct)
    {
        var person = await register.PersonAsync(command.PersonId, ct);
        if (person.Refusal is { } refusal) return refusal;
        if (command.On > clock.Today()) return new EvaluationDayAhead();
        if (command.NextDueOn < command.On) return new DateOrder();
        await records.HoldAsync(person.Value.PersonId, ct);
        change.About(person.Value.PersonId);
        var next = Evaluation(command, person.Value.PersonId);
        if (await SupersedeAsync(command, next, person.Value, ct) is { } stands) return stands;
        if (await IsOnRecordAsync(next, person.Value, ct)) return new EvaluationOnRecord();
        db.FitnessEvaluations.Add(next);
        // The log tells that there is one and of which day, and not how it came out.
        change.Summarise($"{next.Kind} evaluation of {next.EvaluatedOn:yyyy-MM-dd}{(next.Corrects is null ? "" : ", corrected")}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<Refusal?> SupersedeAsync(RecordFitnessCommand command, FitnessEvaluation next, OfficerMembers person, CancellationToken ct)
    {
        if (command.Corrects is not { } id) return null;
        var standing = await db.FitnessEvaluations.SingleOrDefaultAsync(e => e.Id == id && person.MemberIds.Contains(e.PersonId), ct);
        if (standing is null) return new NotFound("This evaluation");
        if (standing.SupersededAt is not null) return new EvaluationStandsNoLonger();
        if (command.Because is not { } because) return new CorrectionReasonNeeded();
        if (standing.SaysTheSame(next)) return new EvaluationSaysThat();
        standing.Supersede(Enum.Parse<FitnessCorrection>(because), clock.GetUtcNow());
        change.Because(FitnessWords.OfCorrection(because));
        await db.SaveChangesAsync(ct);
        return null;
    }

    private Task<bool> IsOnRecordAsync(FitnessEvaluation next, OfficerMembers person, CancellationToken ct) => db.FitnessEvaluations.AnyAsync(
        e => person.MemberIds.Contains(e.PersonId) && e.Kind == next.Kind && e.EvaluatedOn == next.EvaluatedOn && e.Evaluator == next.Evaluator
            && e.SupersededAt == null, ct);

    private FitnessEvaluation Evaluation(RecordFitnessCommand command, Guid person) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        PersonId = person,
        Kind = Enum.Parse<FitnessKind>(command.Kind),
        EvaluatedOn = command.On!.Value,
        Evaluator = command.Evaluator.Trim(),
        Outcome = Enum.Parse<FitnessOutcome>(command.Outcome),
        NextDueOn = command.NextDueOn,
        Corrects = command.Corrects,
        RecordedAt = clock.GetUtcNow(),
        RecordedBy = caller.Value.Id,
        RecordedByName = caller.Value.Name,
    };
}
