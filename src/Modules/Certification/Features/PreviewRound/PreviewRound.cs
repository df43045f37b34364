using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Rounds;
using Post.Kernel.Requests;

namespace Post.Certification.Features.PreviewRound;

/// <summary>
/// Who would be taken in by the record of today: how many at each agency, and by name whom the rule cannot place. Of a frozen
/// round, those who fell into it since.
/// </summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("recertification-round.previewed", DataClass.Personal, Fields = ["identity", "round"], Lists = true)]
internal sealed record PreviewRoundQuery(Guid RoundId) : IQuery<RoundPreview>;

/// <param name="Officers">How many would be taken in.</param>
/// <param name="Agencies">At which agency how many of them serve; whoever serves at two counts at both.</param>
/// <param name="WithoutAgency">How many serve nowhere on record.</param>
/// <param name="Unplaced">Whom the rule cannot place, the first of them; a person decides where they belong.</param>
/// <param name="UnplacedCount">How many these are in all.</param>
public sealed record RoundPreview(
    int Officers, IReadOnlyList<PreviewAgency> Agencies, int WithoutAgency, IReadOnlyList<UnplacedOfficer> Unplaced, int UnplacedCount)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Unplaced.Select(u => u.PersonId);
    public int RowCount => Unplaced.Count;
}

public sealed record PreviewAgency(Guid AgencyId, string Name, int Officers);

public sealed record UnplacedOfficer(Guid PersonId, string Name, DateOnly? LapsesOn);

internal sealed class PreviewRoundHandler(CertificationDb db, RoundSelection selection) : IRequestHandler<PreviewRoundQuery, Result<RoundPreview>>
{
    private const int MostUnplaced = 50;

    public async Task<Result<RoundPreview>> Handle(PreviewRoundQuery query, CancellationToken ct)
    {
        var plan = await (
            from round in db.Rounds.AsNoTracking()
            where round.Id == query.RoundId
            join planned in db.RoundPlans on round.PlanId equals planned.Id
            select planned).SingleOrDefaultAsync(ct);
        if (plan is null) return new NotFound("This round");
        var chosen = await selection.OfAsync(plan, ct);
        var agencies = await selection.AgenciesAsync([.. chosen.In.Select(c => c.Officer.PersonId)], ct);
        var counts = agencies.SelectMany(a => a).CountBy(a => a).ToDictionary();
        var names = await db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => counts.Keys.Contains(n.AgencyId)).OrderBy(n => n.Name).ThenBy(n => n.AgencyId).Select(n => new { n.AgencyId, n.Name }).ToListAsync(ct);
        return new RoundPreview(
            chosen.In.Count, names.ConvertAll(n => new PreviewAgency(n.AgencyId, n.Name, counts[n.AgencyId])), chosen.In.Count - agencies.Count,
            [.. chosen.Unplaced.Take(MostUnplaced).Select(u => new UnplacedOfficer(u.PersonId, $"{u.Surname}, {u.FirstName}", u.LapsesOn))],
            chosen.Unplaced.Count);
    }
}
