using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Commission.Contracts;

namespace Post.Certification.Applications;

/// <summary>Motions about certifications on which the Commissioners may have to vote; their titles name no person.</summary>
internal sealed class ApplicationMatters(CertificationDb db) : IVoteMatters
{
    public async Task<IReadOnlyList<VoteMatter>> WaitingAsync(CancellationToken ct)
    {
        var open = await db.Applications.AsNoTracking()
            .Where(a => a.ClosedAt == null && a.Kind == ApplicationKind.OwnMotion)
            .OrderBy(a => a.DueOn).ThenBy(a => a.Id).Select(a => new { a.Id, a.Number }).ToListAsync(ct);
        return [.. open.Select(a => new VoteMatter(
            VoteKinds.CertificationDecision, CertificationApplication.VoteSubjectOf(a.Id),
            $"{CertificationApplication.ReferenceOf(a.Number)}, a certification looked at of the Commission's own motion"))];
    }
}
