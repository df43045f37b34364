using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.MakeRound;

/// <summary>Makes a round out of its plan and starts its clock; nobody is in it before it is frozen.</summary>
[Requires(CertificationPermissions.KeepApplications)]
[Audited("recertification-round.made", DataClass.None, Fields = ["round"])]
internal sealed record MakeRoundCommand(Guid PlanId) : ICommand<Guid>;

internal sealed class MakeRoundHandler(
    CertificationDb db, RunningDeadlines deadlines, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<MakeRoundCommand, Result<Guid>>
{
    private const string ClockRule = "recertification-application";

    public async Task<Result<Guid>> Handle(MakeRoundCommand command, CancellationToken ct)
    {
        var today = clock.Today();
        var plan = await db.RoundPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.PlanId && (p.ValidTo == null || p.ValidTo > today), ct);
        if (plan is null) return new NotFound("This round of the plan");
        await db.HoldCycleAsync(plan.Cycle, ct);
        var reference = RecertificationRound.ReferenceOf(plan.Cycle, plan.EndsOn);
        if (await db.Rounds.AnyAsync(r => r.PlanId == plan.Id, ct)) return new RoundMadeAlready(reference);
        if (await AmissAsync(plan, today, ct) is { Count: > 0 } letters) return new CohortRangesInvalid(plan.Cycle, letters);

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var started = await deadlines.StartAsync(
            new DeadlineSubject("RecertificationRound", id, reference), ClockRule,
            DeadlineTrigger.On("Certifications of the round end", plan.EndsOn), "Round made", ct);
        if (started.Refusal is { } uncounted) return uncounted;
        db.Rounds.Add(Round(plan, id, started.Value));
        change.Summarise($"{reference}: {RoundWords.Title(plan.Rule, plan.FromLetter, plan.ToLetter, plan.EndsOn)}");
        await db.SaveChangesAsync(ct);
        return id;
    }

    private async Task<IReadOnlyList<char>> AmissAsync(RoundPlan plan, DateOnly today, CancellationToken ct)
    {
        if (plan.Rule is not RoundRule.Surname) return [];
        var cycle = await db.RoundPlans.AsNoTracking()
            .Where(p => p.Cycle == plan.Cycle && p.Rule == RoundRule.Surname && (p.ValidTo == null || p.ValidTo > today)).ToListAsync(ct);
        return RoundRanges.Amiss([.. cycle.Select(p => (p.FromLetter![0], p.ToLetter![0]))]);
    }

    private RecertificationRound Round(RoundPlan plan, Guid id, RunningDeadline due) => new()
    {
        Id = id,
        PlanId = plan.Id,
        Cycle = plan.Cycle,
        Rule = plan.Rule,
        FromLetter = plan.FromLetter,
        ToLetter = plan.ToLetter,
        OpensOn = plan.OpensOn,
        DueOn = due.Due!.Value,
        EndsOn = plan.EndsOn,
        ClockId = due.ChainId,
        MadeAt = clock.GetUtcNow(),
        MadeBy = caller.Value.Id,
        MadeByName = caller.Value.Name,
    };
}
