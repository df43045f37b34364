using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Fitness;
using Post.Certification.Persons;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.WithdrawFitness;

/// <summary>Withdraws an evaluation that should not stand on this officer's file; it stays as what was known.</summary>
[Requires(CertificationPermissions.KeepFitness)]
[Audited("officer-fitness.withdrawn", DataClass.Restricted, Fields = ["fitness"])]
internal sealed record WithdrawFitnessCommand(Guid EvaluationId, string Because) : ICommand<Done>;

internal sealed class WithdrawFitnessValidator : AbstractValidator<WithdrawFitnessCommand>
{
    public WithdrawFitnessValidator() => RuleFor(c => c.Because)
        .Must(b => b is nameof(FitnessCorrection.EnteredWrongly) or nameof(FitnessCorrection.EvaluatorCorrected) or nameof(FitnessCorrection.OtherOfficer))
        .WithMessage("Choose why the entry no longer stands.");
}

internal sealed class WithdrawFitnessHandler(CertificationDb db, RecordReader records, ChangeContext change, TimeProvider clock)
    : IRequestHandler<WithdrawFitnessCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawFitnessCommand command, CancellationToken ct)
    {
        var known = await db.FitnessEvaluations.AsNoTracking().SingleOrDefaultAsync(e => e.Id == command.EvaluationId, ct);
        if (known is null) return new NotFound("This evaluation");
        change.About(known.PersonId);
        await records.HoldAsync((await db.MembersAsync([known.PersonId], ct))[known.PersonId].PersonId, ct);
        var standing = await db.FitnessEvaluations.SingleAsync(e => e.Id == known.Id, ct);
        if (standing.SupersededAt is not null) return new EvaluationStandsNoLonger();
        standing.Supersede(Enum.Parse<FitnessCorrection>(command.Because), clock.GetUtcNow());
        change.Because(FitnessWords.OfCorrection(command.Because));
        change.Summarise($"{standing.Kind} evaluation of {standing.EvaluatedOn:yyyy-MM-dd}");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
