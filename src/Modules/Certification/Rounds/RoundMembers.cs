using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;

namespace Post.Certification.Rounds;

/// <summary>Takes officers into a round, each with the reason why.</summary>
internal sealed class RoundMembers(CertificationDb db, RoundSelection selection, CurrentCaller caller, TimeProvider clock)
{
    /// <summary>Everybody who falls into it and is in no round of the cycle; none twice, whoever else takes in meanwhile.</summary>
    public async Task<IReadOnlyList<Guid>> TakeInAsync(RecertificationRound round, bool late, CancellationToken ct)
    {
        var plan = await db.RoundPlans.AsNoTracking().SingleAsync(p => p.Id == round.PlanId, ct);
        var chosen = (await selection.OfAsync(plan, ct)).In;
        var agencies = await selection.AgenciesAsync([.. chosen.Select(c => c.Officer.PersonId)], ct);
        var now = clock.GetUtcNow();
        db.RoundMembers.AddRange(chosen.Select(c => new RoundMember
        {
            RoundId = round.Id,
            PersonId = c.Officer.PersonId,
            Cycle = round.Cycle,
            SortKey = c.Officer.SortKey,
            LapsesOn = c.Officer.LapsesOn,
            AgencyIds = [.. agencies[c.Officer.PersonId]],
            Reason = c.Reason,
            JoinedLate = late,
            AddedAt = now,
            AddedByName = caller.Value.Name,
        }));
        return [.. chosen.Select(c => c.Officer.PersonId)];
    }
}

/// <summary>Keeps two people from filling the rounds of one cycle at once.</summary>
internal static class RoundCycle
{
    /// <summary>Waits its turn; ends with the transaction.</summary>
    public static Task HoldCycleAsync(this CertificationDb db, int cycle, CancellationToken ct)
    {
        var key = $"certification.round-cycle:{cycle}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }

    public static string Reference(this RecertificationRound round) => RecertificationRound.ReferenceOf(round.Cycle, round.EndsOn);
}
