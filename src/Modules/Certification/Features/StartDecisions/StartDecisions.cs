using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.StartDecisions;

/// <summary>Decides the complete applications of a round, or of one agency in it, but for those left out; a worker carries it out.</summary>
[Requires(CertificationPermissions.Decide)]
[Audited("recertification-decisions.started", DataClass.Personal, Fields = ["identity", "application", "decision"], Lists = true)]
internal sealed record StartDecisionsCommand(Guid RoundId, Guid? AgencyId, DateOnly EffectiveOn, string Reasons) : ICommand<Guid>
{
    /// <summary>The last day; counted by the rule where it is left out.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}

/// <summary>An officer whom whoever decides leaves out, and why.</summary>
internal sealed record LeftOut(Guid PersonId, string Why);

internal sealed class StartDecisionsValidator : AbstractValidator<StartDecisionsCommand>
{
    public StartDecisionsValidator()
    {
        RuleFor(c => c.Reasons).NotEmpty().WithMessage("Give the reasons: each officer, the agency and a review read them.");
        RuleFor(c => c.Reasons).MaximumLength(CertificationDecision.ReasonsMaxLength)
            .WithMessage($"Shorten the reasons to {CertificationDecision.ReasonsMaxLength} characters.");
        RuleForEach(c => c.LeftOut).Must(l => !string.IsNullOrWhiteSpace(l.Why) && l.Why.Length <= DecisionBatchItem.NoteMaxLength)
            .WithMessage($"Say why each officer is left out, in at most {DecisionBatchItem.NoteMaxLength} characters.");
    }
}

internal sealed class StartDecisionsHandler(
    CertificationDb db, RoundDecisions decisions, ChangeContext change, AuditDraft draft, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<StartDecisionsCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(StartDecisionsCommand command, CancellationToken ct)
    {
        var round = await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.RoundId, ct);
        if (round is null) return new NotFound("This round");
        if (round.FrozenAt is null) return new RoundNotFrozen(round.Reference());
        await db.HoldCycleAsync(round.Cycle, ct);
        var found = await decisions.OfAsync(new TogetherWish(round.Id, command.AgencyId, command.EffectiveOn, command.ExpiresOn), ct);
        if (found.Refusal is { } refusal) return refusal;
        var left = command.LeftOut.ToLookup(l => l.PersonId, l => l.Why.Trim());
        if (found.Value.All(f => f.Refusal is not null || left.Contains(f.Officer.PersonId))) return new NothingToDecide();

        var batch = Batch(command, round);
        db.Batches.Add(batch);
        db.BatchItems.AddRange(found.Value.Select((f, place) => Item(batch, f, place, command, left[f.Officer.PersonId].FirstOrDefault())));
        change.About(found.Value.Select(f => f.Officer.PersonId));
        change.Because(batch.Reasons);
        change.Rows(found.Value.Count);
        change.Summarise($"{round.Reference()}: {found.Value.Count} applications");
        await db.SaveChangesAsync(ct);
        return batch.Id;
    }

    private DecisionBatch Batch(StartDecisionsCommand command, RecertificationRound round) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        RoundId = round.Id,
        Kind = BatchKind.Decide,
        AgencyId = command.AgencyId,
        Reasons = command.Reasons.Trim(),
        State = BatchState.Running,
        RootEvent = draft.Id,
        StartedAt = clock.GetUtcNow(),
        StartedBy = caller.Value.Id,
        StartedByName = caller.Value.Name,
        ChangedAt = clock.GetUtcNow(),
    };

    private DecisionBatchItem Item(DecisionBatch batch, FoundDecision found, int place, StartDecisionsCommand command, string? leftOut)
    {
        var item = new DecisionBatchItem
        {
            BatchId = batch.Id,
            PersonId = found.Officer.PersonId,
            Place = place,
            ApplicationId = found.Officer.ApplicationId,
            Decision = RoundDecisions.Kind,
            EffectiveOn = command.EffectiveOn,
            ExpiresOn = command.ExpiresOn,
        };
        if (leftOut is not null) item.SetAside(BatchItemState.Left, leftOut, clock.GetUtcNow());
        else if (found.Refusal is { } refusal) item.SetAside(BatchItemState.Refused, refusal, clock.GetUtcNow());
        return item;
    }
}
