using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Schools;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.SettleSroTraining;

/// <summary>
/// Staff write down what they made of a year that ended without the training of a school resource officer; the certification stays as it is
/// (M.G.L. c. 6E, § 3(b)).
/// </summary>
[Requires(CertificationPermissions.Review)]
[Audited("school-officer.training-settled", DataClass.Personal, Fields = ["training"])]
internal sealed record SettleSroTrainingCommand(Guid PersonId, DateOnly YearEndsOn, string Note) : ICommand<Done>;

internal sealed class SettleSroTrainingValidator : AbstractValidator<SettleSroTrainingCommand>
{
    public SettleSroTrainingValidator()
    {
        RuleFor(c => c.Note).NotEmpty().WithMessage("Say what you made of it.");
        RuleFor(c => c.Note).MaximumLength(SroTrainingLook.NoteMaxLength).WithMessage($"Shorten the note to {SroTrainingLook.NoteMaxLength} characters.");
    }
}

internal sealed class SettleSroTrainingHandler(
    CertificationDb db, SroTrainings trainings, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SettleSroTrainingCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SettleSroTrainingCommand command, CancellationToken ct)
    {
        var (today, ends) = (clock.Today(), command.YearEndsOn);
        var year = ends < today ? (await trainings.YearsAsync(ends, ends, ct)).FirstOrDefault(y => y.Year.Last == ends) : default;
        if (year.Year is null) return new SroYearNotOver();
        if (await trainings.OfPersonAsync(year.Year, year.Rule, command.PersonId, today, ct) is not { } training) return new NotFound("This officer in that year");
        if (training.State is SroTrainingState.Completed) return new SroTrainingDone(training.CompletedOn!.Value);
        if (training.LookedAt is not null) return new SroTrainingLookedAt();
        db.SroTrainingLooks.Add(new SroTrainingLook
        {
            PersonId = training.PersonId,
            YearEndsOn = ends,
            Note = command.Note.Trim(),
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
        });
        change.About(training.PersonId);
        change.Summarise($"Training year to {ends:yyyy-MM-dd}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
