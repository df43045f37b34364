using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;

namespace Post.Commission.Features.PrepareVote;

/// <summary>What the form that records a vote needs: who was in office that day, what waits, and what stands there already.</summary>
[Requires(CommissionPermissions.RecordVotes)]
[Audited("vote.prepared", DataClass.None)]
internal sealed record PrepareVoteQuery(Guid MeetingId, Guid? VoteId) : IQuery<PrepareVoteResult>;

internal sealed record PrepareVoteResult(
    DateOnly HeldOn, string Meeting, IReadOnlyList<KindChoice> Kinds, IReadOnlyList<MemberRow> Members, IReadOnlyList<VoteMatter> Waiting,
    IReadOnlyList<RescindableRow> Rescindable, PreparedVote? Present);

internal sealed record KindChoice(string Code, string Label, string Clause, string Subject, string Quorum, string Votes);

internal sealed record MemberRow(Guid CommissionerId, int SeatNumber, string Name);

internal sealed record RescindableRow(Guid VoteId, DateOnly HeldOn, string Motion);

internal sealed record PreparedVote(
    Guid VoteId, string Kind, string Motion, IReadOnlyList<string> Subjects, DateOnly EffectiveOn, Guid? RescindsVoteId,
    string? MinutesReference, IReadOnlyDictionary<Guid, (BallotChoice Choice, string? Reason)> Roll);

internal sealed class PrepareVoteHandler(CommissionDb db, IEnumerable<IVoteMatters> matters)
    : IRequestHandler<PrepareVoteQuery, Result<PrepareVoteResult>>
{
    private const int Rescindable = 100;

    public async Task<Result<PrepareVoteResult>> Handle(PrepareVoteQuery query, CancellationToken ct)
    {
        var meeting = await db.Meetings.AsNoTracking().InPresent().SingleOrDefaultAsync(m => m.MeetingId == query.MeetingId, ct);
        if (meeting is null) return new NotFound("This meeting");
        var waiting = new List<VoteMatter>();
        foreach (var of in matters) waiting.AddRange(await of.WaitingAsync(ct));
        return new PrepareVoteResult(
            meeting.HeldOn, meeting.Title, await KindsAsync(meeting.HeldOn, ct), await MembersAsync(meeting.HeldOn, ct), waiting,
            await RescindableAsync(query.VoteId, meeting.HeldOn, ct), await PresentAsync(query.VoteId, ct));
    }

    private async Task<IReadOnlyList<KindChoice>> KindsAsync(DateOnly day, CancellationToken ct)
    {
        var rules = await db.VotingRules.AsNoTracking().ToListAsync(ct);
        var kinds = await db.VoteKinds.AsNoTracking().OrderBy(k => k.Label).ToListAsync(ct);
        return
        [
            .. from kind in kinds
               let rule = VotingRule.For(rules, kind.Code, day)
               where rule is not null
               select new KindChoice(kind.Code, kind.Label, kind.Clause, kind.Subject, rule.QuorumWords, rule.VotesWords),
        ];
    }

    private async Task<IReadOnlyList<MemberRow>> MembersAsync(DateOnly on, CancellationToken ct) =>
        await db.Terms.AsNoTracking().InPresent()
            .Where(t => t.BeginsOn <= on && (t.EndsOn == null || t.EndsOn >= on))
            .OrderBy(t => t.SeatNumber)
            .Select(t => new MemberRow(t.CommissionerId, t.SeatNumber, t.Name))
            .ToListAsync(ct);

    private async Task<IReadOnlyList<RescindableRow>> RescindableAsync(Guid? but, DateOnly until, CancellationToken ct) =>
        await (from vote in db.Votes.AsNoTracking().InPresent()
               join taken in db.Meetings.AsNoTracking().InPresent() on vote.MeetingId equals taken.MeetingId
               where vote.Outcome == VoteOutcome.Carried && taken.HeldOn <= until && vote.VoteId != but
               orderby taken.HeldOn descending, vote.VoteId descending
               select new RescindableRow(vote.VoteId, taken.HeldOn, vote.Motion)).Take(Rescindable).ToListAsync(ct);

    private async Task<PreparedVote?> PresentAsync(Guid? voteId, CancellationToken ct) =>
        await db.Votes.AsNoTracking().InPresent().Include(v => v.Ballots).SingleOrDefaultAsync(v => v.VoteId == voteId, ct) is { } vote
            ? new PreparedVote(vote.VoteId, vote.KindCode, vote.Motion, vote.Subjects, vote.EffectiveOn, vote.RescindsVoteId,
                vote.MinutesReference, vote.Ballots.ToDictionary(b => b.CommissionerId, b => (b.Choice, b.Reason)))
            : null;
}
