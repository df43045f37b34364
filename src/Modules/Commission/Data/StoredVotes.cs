using Microsoft.EntityFrameworkCore;
using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Kernel.Requests;

namespace Post.Commission.Data;

/// <summary>Answers whether the Commissioners have voted, from what the register says.</summary>
internal sealed class StoredVotes(CommissionDb db) : IVotes
{
    public async Task<Result<CarriedVote>> CarriedAsync(VoteNeeded needed, CancellationToken ct)
    {
        var about = await AboutAsync(needed, ct);
        if (needed.VoteId is { } named && about.All(a => a.Vote.VoteId != named)) return new VoteMismatch(named);
        if (about.Count == 0) return new VoteRequired(needed.Subject);
        var standing = await StandingAsync(needed.KnownAt, ct);
        var judged = about.Select(a => (a.Vote, a.TakenOn, No: WhyNot(a, needed, standing))).ToList();
        // Any vote that carried and stands is enough; if none does, the last one tells why.
        var found = judged.FirstOrDefault(j => j.No is null);
        if (found.Vote is null) return judged[0].No!;
        return new CarriedVote(
            found.Vote.VoteId, found.Vote.KindCode, found.TakenOn, found.Vote.EffectiveOn, found.Vote.Tally.Words);
    }

    /// <summary>Rescissions as they were known.</summary>
    public async Task<VotesInForce> StandingAsync(DateTimeOffset? knownAt, CancellationToken ct) =>
        new(await db.Votes.AsNoTracking().KnownAt(knownAt).Where(v => v.RescindsVoteId != null).ToListAsync(ct));

    private async Task<List<TakenVote>> AboutAsync(VoteNeeded needed, CancellationToken ct) =>
        await (from vote in db.Votes.AsNoTracking().KnownAt(needed.KnownAt)
               join meeting in db.Meetings.AsNoTracking().KnownAt(needed.KnownAt) on vote.MeetingId equals meeting.MeetingId
               where vote.KindCode == needed.Kind && vote.RescindsVoteId == null && vote.Subjects.Contains(needed.Subject)
                   && (needed.VoteId == null || vote.VoteId == needed.VoteId)
               orderby meeting.HeldOn descending, vote.RecordedAt descending
               select new TakenVote(vote, meeting.HeldOn)).ToListAsync(ct);

    private static Refusal? WhyNot(TakenVote taken, VoteNeeded needed, VotesInForce standing)
    {
        var vote = taken.Vote;
        if (!vote.Carried) return new VoteNotCarried(taken.TakenOn, vote.Tally.Words);
        if (needed.NotBefore is { } first && taken.TakenOn < first) return new VotePrecedesGround(taken.TakenOn, first);
        if (vote.EffectiveOn > needed.On) return new VoteNotYetEffective(vote.EffectiveOn);
        return standing.IsRescinded(vote.VoteId, needed.On) ? new VoteRescinded(taken.TakenOn) : null;
    }

    private sealed record TakenVote(Vote Vote, DateOnly TakenOn);
}
