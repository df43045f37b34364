using Microsoft.EntityFrameworkCore;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;

namespace Post.Commission.Features.EstablishSystem;

/// <summary>Databases that the statute has the Commissioners establish, and that no vote has established yet.</summary>
internal sealed class SystemMatters(CommissionDb db) : IVoteMatters
{
    public async Task<IReadOnlyList<VoteMatter>> WaitingAsync(CancellationToken ct)
    {
        var waiting = await db.Systems.AsNoTracking().InPresent()
            .Where(s => s.Kind == SystemKind.Statutory && s.EstablishedOn == null).OrderBy(s => s.Name).ToListAsync(ct);
        return [.. waiting.Select(s => new VoteMatter(VoteKinds.DatabaseEstablishment, s.Subject, $"Establish: {s.Name}"))];
    }
}
