using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.EndTerms;

/// <summary>
/// Finds the certifications of frozen rounds that ended: they expire, or go on while a timely application is pending (555 CMR
/// 7.03; M.G.L. c. 30A, § 13). Each is carried out by itself, once; whoever was decided is left alone.
/// </summary>
[Requires(CertificationPermissions.FollowRounds)]
[Audited("certification-terms.ended", DataClass.Personal, Fields = ["identity", "application", "status"], Lists = true)]
internal sealed record EndTermsCommand(DateTimeOffset Due) : ICommand<Done>;

internal sealed class EndTermsHandler(
    CertificationDb db, RoundStanding standing, ChangeContext change, AuditDraft draft, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<EndTermsCommand, Result<Done>>
{
    private const string Reasons =
        "By law, from the record as it stood: the term of the certification had run out (M.G.L. c. 6E, § 4(f)(3)). It ends where no "
        + "application to renew it was received by its last day, and goes on while a timely one is pending (555 CMR 7.03; M.G.L. c. 30A, § 13).";

    public async Task<Result<Done>> Handle(EndTermsCommand command, CancellationToken ct)
    {
        var today = CivilClock.LegalDate(command.Due);
        var rounds = await db.Rounds.AsNoTracking().Where(r => r.FrozenAt != null).OrderBy(r => r.EndsOn).ThenBy(r => r.Id).ToListAsync(ct);
        var (expired, continued) = (0, 0);
        foreach (var round in rounds)
        {
            await db.HoldCycleAsync(round.Cycle, ct);
            var ended = (await standing.EndedAsync(round.Id, today, ct)).FindAll(e => e.Brings is not null);
            if (ended.Count == 0) continue;
            Add(round, ended);
            change.About(ended.Select(e => e.PersonId));
            expired += ended.Count(e => e.Brings is DecisionKind.Expire);
            continued += ended.Count(e => e.Brings is DecisionKind.ContinueWhilePending);
        }

        change.Rows(expired + continued);
        change.Summarise($"{expired} terms end, {continued} go on while an application is pending");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private void Add(RecertificationRound round, List<EndedTerm> ended)
    {
        var batch = new DecisionBatch
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            RoundId = round.Id,
            Kind = BatchKind.EndOfTerm,
            Reasons = Reasons,
            State = BatchState.Running,
            RootEvent = draft.Id,
            StartedAt = clock.GetUtcNow(),
            StartedBy = caller.Value.Id,
            StartedByName = caller.Value.Name,
            ChangedAt = clock.GetUtcNow(),
        };
        db.Batches.Add(batch);
        db.BatchItems.AddRange(ended.Select((e, place) => new DecisionBatchItem
        {
            BatchId = batch.Id,
            PersonId = e.PersonId,
            Place = place,
            ApplicationId = e.ApplicationId,
            AgencyId = e.AgencyId,
            Decision = e.Brings!.Value,
            EffectiveOn = e.EndedOn.AddDays(1),
            TermEndedOn = e.EndedOn,
        }));
    }
}
