using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.OfficerFiles;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.DisputeTraining;

/// <summary>
/// The head or a liaison disputes a training of an own officer that the training committee supplied (12.03(2)): the row stays as it is,
/// and staff are asked.
/// </summary>
[Requires(CertificationPermissions.SubmitReports)]
[Audited("own-agency.training.disputed", DataClass.Personal, Fields = ["training"])]
internal sealed record DisputeTrainingCommand(Guid TrainingId, string Note, string Instead) : ICommand<TrainingDisputed>;

/// <summary>That it was received.</summary>
public sealed record TrainingDisputed(string Reference);

internal sealed class DisputeTrainingValidator : AbstractValidator<DisputeTrainingCommand>
{
    public DisputeTrainingValidator()
    {
        RuleFor(c => c.Note).NotEmpty().WithMessage("Say what is wrong in the row, and what shows it.");
        RuleFor(c => c.Note).MaximumLength(TrainingDispute.NoteMaxLength).WithMessage($"Shorten the note to {TrainingDispute.NoteMaxLength} characters.");
        RuleFor(c => c.Instead).NotEmpty().WithMessage("Say what the agency has on record instead.");
        RuleFor(c => c.Instead).MaximumLength(TrainingDispute.InsteadMaxLength)
            .WithMessage($"Shorten what the agency says instead to {TrainingDispute.InsteadMaxLength} characters.");
    }
}

internal sealed class DisputeTrainingHandler(
    CertificationDb db, ActingMembers acting, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<DisputeTrainingCommand, Result<TrainingDisputed>>
{
    public async Task<Result<TrainingDisputed>> Handle(DisputeTrainingCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var row = await db.Trainings.AsNoTracking().SingleOrDefaultAsync(t => t.Id == command.TrainingId, ct);
        // One answer for another agency's officer and for nobody's training (ADR 0045).
        if (row is null || await ServingAsync(acts.Value.AgencyId, row.PersonId, ct) is not { } person) return new NotOfOwnAgency();
        if (row.SupersededAt is not null) return new TrainingReportedAnew();
        if (row.ProviderCode != TrainingRecord.Mptc) return new NotOfTheCommittee();
        if (await WaitingAsync(row, acts.Value.AgencyId, ct) is { } waits) return new DisputedAlready(TrainingDispute.ReferenceOf(waits));

        var dispute = await AddAsync(command, row, acts.Value, person, ct);
        change.About(person);
        change.Summarise($"{dispute.Reference}: {row.Course}");
        change.Changed("training disputed", $"record {row.RecordKey} of the training committee", dispute.Instead);
        await db.SaveChangesAsync(ct);
        return new TrainingDisputed(dispute.Reference);
    }

    // An agency reads training of an officer while the officer serves there, and so long disputes it.
    private async Task<Guid?> ServingAsync(Guid agency, Guid number, CancellationToken ct)
    {
        var person = (await db.MembersAsync([number], ct))[number];
        var serves = await db.Employments.AsNoTracking().Of(agency).HoldingOn(clock.Today()).AnyAsync(e => person.MemberIds.Contains(e.PersonId), ct);
        return serves ? person.PersonId : null;
    }

    private async Task<long?> WaitingAsync(TrainingRecord row, Guid agency, CancellationToken ct) => await (
        from dispute in db.TrainingDisputes.AsNoTracking()
        join training in db.Trainings on dispute.TrainingId equals training.Id
        join item in db.ReviewItems on dispute.ReviewItemId equals item.Id
        where dispute.AgencyId == agency && training.ProviderCode == row.ProviderCode && training.RecordKey == row.RecordKey && item.ResolvedAt == null
        select (long?)dispute.Number).FirstOrDefaultAsync(ct);

    private async Task<TrainingDispute> AddAsync(DisputeTrainingCommand command, TrainingRecord row, ActingMember acts, Guid person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var dispute = new TrainingDispute
        {
            Id = Guid.CreateVersion7(now),
            Number = (await db.Database.SqlQuery<long>($"select nextval('certification.training_dispute_number')").ToListAsync(ct))[0],
            TrainingId = row.Id,
            AgencyId = acts.AgencyId,
            Note = command.Note.Trim(),
            Instead = command.Instead.Trim(),
            ToldAt = now,
            ToldBy = caller.Value.Id,
            ToldByName = caller.Value.Name,
            ReviewItemId = Guid.CreateVersion7(now),
        };
        db.TrainingDisputes.Add(dispute);
        db.Sources.Add(new FactSource
        {
            Id = dispute.Id,
            Description = $"Training, disputed in {dispute.Reference} by {acts.Agency}",
            IsCommissionList = false,
            AsOf = clock.Today(),
            RecordedAt = now,
        });
        db.ReviewItems.Add(new ReviewItem
        {
            Id = dispute.ReviewItemId,
            Kind = ReviewKind.TrainingDisputed,
            OfficerNumber = await db.People.AsNoTracking().Where(p => p.Id == person).Select(p => p.OfficerNumber).SingleAsync(ct),
            PersonId = person,
            Details = $"{dispute.Reference}: {acts.Agency} disputes a training of {row.CompletedOn ?? row.MissedBy:MMMM d, yyyy} that the training committee (MPTC) supplied. "
                + "What is wrong, and what the agency says instead, stands beside the training in the officer's file. Nothing was written over.",
            AsOf = clock.Today(),
            SourceId = dispute.Id,
            OpenedAt = now,
        });
        return dispute;
    }
}

/// <summary>What an agency or the State Police reported is put right by a later report of theirs.</summary>
internal sealed record NotOfTheCommittee()
    : Refusal("A note disputes what the training committee (MPTC) supplied. This training came from another provider, whose later report puts it right.");

internal sealed record DisputedAlready(string Reference)
    : Refusal($"The agency disputes this training in {Reference}, and the Commission has not settled that yet. Nothing was added.");
