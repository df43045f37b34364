using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Personal;
using Post.Certification.Reporting;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.FilePetition;

/// <summary>
/// An officer petitions for review of a decision about the own certification (555 CMR 7.10, 9.11). In time it is filed in the review at once;
/// after the last day it is received and marked late, and a person looks at it.
/// </summary>
[Requires(CertificationPermissions.UseOwnRecord)]
[Audited("own-record.petition.filed", DataClass.Personal, Fields = ["decision", "review"])]
internal sealed record FilePetitionCommand(Guid DecisionId, string? Grounds, bool Attested) : ICommand<FiledPetition>;

/// <param name="Id">The statement that keeps it.</param>
/// <param name="Reference">The number of the receipt.</param>
/// <param name="Late">It came after the last day.</param>
public sealed record FiledPetition(Guid Id, string Reference, bool Late);

internal sealed class FilePetitionValidator : AbstractValidator<FilePetitionCommand>
{
    public FilePetitionValidator()
    {
        RuleFor(c => c.Grounds).NotEmpty().WithMessage("Give the grounds: what is wrong in the decision, and why.");
        RuleFor(c => c.Grounds).MaximumLength(OfficerStatement.SubjectMaxLength).WithMessage($"Shorten the grounds to {OfficerStatement.SubjectMaxLength} characters.");
    }
}

internal sealed class FilePetitionHandler(CertificationDb db, OwnPerson own, StatementDesk desk, ReviewDesk reviews, ChangeContext change, TimeProvider clock)
    : IRequestHandler<FilePetitionCommand, Result<FiledPetition>>
{
    public async Task<Result<FiledPetition>> Handle(FilePetitionCommand command, CancellationToken ct)
    {
        var person = await own.CurrentAsync(ct);
        if (person.Refusal is { } nobody) return nobody;
        // One answer for another's decision and for none.
        var decision = await db.Decisions.AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == command.DecisionId && person.Value.MemberIds.Contains(d.PersonId), ct);
        if (decision is null) return new NotFound("This decision");
        if (!command.Attested) return new AttestationRequired(StatementKinds.AttestationClause);
        await desk.HoldAsync(person.Value.PersonId, ct);
        var steps = await reviews.StepsAsync(decision, ct);
        if (await WhyNotAsync(decision, steps, ct) is { } no) return no;
        return await FileAsync(decision, steps, person.Value, command.Grounds!.Trim(), ct);
    }

    private async Task<Refusal?> WhyNotAsync(CertificationDecision decision, List<ReviewStep> steps, CancellationToken ct)
    {
        var before = await db.OfficerStatements.AsNoTracking()
            .Where(s => s.DecisionId == decision.Id && (s.State == StatementState.Submitted || s.State == StatementState.TakenIn)).FirstOrDefaultAsync(ct);
        if (before is not null) return new PetitionedAlready(before.Reference);
        var state = DecisionReview.Of(decision.Reviewable, steps, clock.Today());
        return DecisionReview.Next(state).Contains(ReviewStepKind.Filed)
            ? null
            : new StepDoesNotFollow(DecisionWords.OfStep(ReviewStepKind.Filed), DecisionWords.OfReview(state));
    }

    private async Task<Result<FiledPetition>> FileAsync(
        CertificationDecision decision, List<ReviewStep> steps, OfficerMembers person, string grounds, CancellationToken ct)
    {
        var (today, served) = (clock.Today(), steps.Find(s => s.Kind is ReviewStepKind.Served));
        var late = served?.WindowEndsOn < today;
        var said = new StatementContent { OccurredOn = decision.DecidedOn, KnownOn = served?.TakenOn ?? today, Subject = grounds, DecisionId = decision.Id };
        var petition = await desk.ReceiveAsync(
            person.PersonId, StatementKind.Petition, said, (new ReportClock(served?.ClockId, served?.WindowEndsOn), late), null, [], ct);
        change.Summarise($"{petition.Reference}: petition for review of {decision.Reference}");
        change.Changed("in time", null, late ? "no" : "yes");
        change.About(decision.PersonId);
        if (!late)
        {
            desk.Close(petition, StatementState.TakenIn, $"Filed in the review of {decision.Reference}");
            var filed = await reviews.RecordAsync(decision, ReviewStepKind.Filed, today, $"{petition.Reference}, filed by the officer in the own portal", ct);
            if (filed.Refusal is { } refusal) return refusal;
        }

        await db.SaveChangesAsync(ct);
        return new FiledPetition(petition.Id, petition.Reference, late);
    }
}
