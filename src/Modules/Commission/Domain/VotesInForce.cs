namespace Post.Commission.Domain;

/// <summary>Whether a vote still stands on a day: a later carried vote may rescind it, and that one may be rescinded in turn.</summary>
internal sealed class VotesInForce(IEnumerable<Vote> rescinding)
{
    private readonly ILookup<Guid, Vote> _rescinding = rescinding.ToLookup(v => v.RescindsVoteId!.Value);

    public bool IsInForce(Vote vote, DateOnly on) =>
        vote.Carried && vote.EffectiveOn <= on && !IsRescinded(vote.VoteId, on);

    // A vote can only name an earlier one, so the chain ends.
    public bool IsRescinded(Guid voteId, DateOnly on) => _rescinding[voteId].Any(later => IsInForce(later, on));
}
