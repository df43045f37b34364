using Microsoft.EntityFrameworkCore;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;

namespace Post.Commission.Features.AdoptGuideline;

/// <summary>Proposals on which the Commissioners are asked to vote.</summary>
internal sealed class GuidelineMatters(CommissionDb db) : IVoteMatters
{
    public async Task<IReadOnlyList<VoteMatter>> WaitingAsync(CancellationToken ct)
    {
        var proposed = await db.Proposals.AsNoTracking().InPresent()
            .Where(p => p.State == ProposalState.Proposed && p.Authority == GuidelineAuthority.Vote)
            .OrderBy(p => p.GuidelineCode)
            .ToListAsync(ct);
        return [.. proposed.Select(p => new VoteMatter(
            VoteKinds.GuidelineAdoption, p.Subject, $"{p.GuidelineCode}, proposal of {p.RecordedAt:yyyy-MM-dd}, revision {p.Revision}"))];
    }
}
