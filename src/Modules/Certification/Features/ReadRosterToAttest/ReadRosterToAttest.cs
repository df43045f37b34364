using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ReadRosterToAttest;

/// <summary>The whole roster of the caller's own agency as its head would attest to it, and what changed since the last time.</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.roster.read-to-attest", DataClass.Personal, Fields = ["identity", "employment"], Lists = true)]
internal sealed record ReadRosterToAttestQuery : IQuery<RosterToAttest>;

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Today">The legal day.</param>
/// <param name="Lines">Every officer who serves there today.</param>
/// <param name="Digest">Of exactly these lines.</param>
/// <param name="MayAttest">Whether the caller is its head.</param>
/// <param name="Former">Attestations so far, the latest first.</param>
/// <param name="Changes">What changed since the latest one; none where there is none.</param>
public sealed record RosterToAttest(
    string Agency, DateOnly Today, IReadOnlyList<RosterLine> Lines, string Digest, bool MayAttest, IReadOnlyList<AttestationRow> Former,
    IReadOnlyList<RosterChange> Changes) : INamesSubjects, ICountsRows
{
    internal IReadOnlyList<Guid> MemberIds { get; init; } = [];
    public IEnumerable<Guid> SubjectIds => MemberIds;
    public int RowCount => Lines.Count;
}

/// <summary>An attestation: when, by whom, to how many officers, and the digest of what was shown.</summary>
public sealed record AttestationRow(Guid Id, DateTimeOffset At, string By, int Officers, string Digest);

internal sealed class ReadRosterToAttestHandler(CertificationDb db, ActingMembers acting, PresentRoster roster, TimeProvider clock)
    : IRequestHandler<ReadRosterToAttestQuery, Result<RosterToAttest>>
{
    private const int Most = 24;

    public async Task<Result<RosterToAttest>> Handle(ReadRosterToAttestQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        var (lines, members) = await roster.OfAsync(agency, today, ct);
        var former = await db.RosterAttestations.AsNoTracking().Where(a => a.AgencyId == agency)
            .OrderByDescending(a => a.AttestedAt).ThenByDescending(a => a.Id).Take(Most).ToListAsync(ct);
        var last = former.Count == 0
            ? null
            : await db.RosterLines.AsNoTracking().Where(l => l.AttestationId == former[0].Id).OrderBy(l => l.Place).ToListAsync(ct);
        IReadOnlyList<RosterChange> changes = last is null ? [] : RosterChange.Between(last.ConvertAll(l => l.Shown), lines);
        return new RosterToAttest(
            acts.Value.Agency, today, lines, Convert.ToHexString(RosterAttestation.DigestOf(agency, today, PresentRoster.AttestationVersion, lines)),
            acts.Value.Capacity is MemberCapacity.Head,
            former.ConvertAll(a => new AttestationRow(a.Id, a.AttestedAt, a.AttestedByName, a.Officers, Convert.ToHexString(a.Digest))), changes)
        {
            // Who left meanwhile is named too, from the roster to which the agency itself attested.
            MemberIds = [.. members.Union(changes.Select(c => c.Line.PersonId))],
        };
    }
}
