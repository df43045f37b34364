using Post.Commission.Contracts;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Data;

/// <summary>By what an act on a guideline stands: a carried vote, or a designation to act as Executive Director.</summary>
internal sealed record GuidelineBacking(Guid? VoteId, Guid? DesignationId);

/// <summary>Finds what 8.06(6)(a) asks for, or says what is missing.</summary>
internal sealed class GuidelineAuthorities(IVotes votes, IDesignations designations, CurrentCaller caller, TimeProvider clock)
{
    private const string Purpose = "guidelines";

    public async Task<Result<GuidelineBacking>> ForAsync(GuidelineAuthority authority, VoteNeeded vote, CancellationToken ct)
    {
        if (authority is GuidelineAuthority.Vote)
        {
            var carried = await votes.CarriedAsync(vote, ct);
            return carried.Refusal is { } without ? without : new GuidelineBacking(carried.Value.VoteId, null);
        }

        var acting = await designations.MayActAsync(
            new ActingQuestion(Offices.ExecutiveDirector, Purpose, caller.Value.Id, clock.Today()), ct);
        return acting.Refusal is { } refusal ? refusal : new GuidelineBacking(null, acting.Value.DesignationId);
    }
}
