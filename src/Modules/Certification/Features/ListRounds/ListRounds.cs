using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListRounds;

/// <summary>Rounds that were made with how far each is, and those that are planned.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("recertification-rounds.listed", DataClass.None, Lists = true)]
internal sealed record ListRoundsQuery : IQuery<RoundList>;

/// <param name="Made">Those that were made, the last to end first.</param>
/// <param name="Planned">Those that nobody has made yet and whose end is not long past.</param>
/// <param name="Today">The legal date of today.</param>
public sealed record RoundList(IReadOnlyList<RoundRow> Made, IReadOnlyList<PlannedRow> Planned, DateOnly Today) : ICountsRows
{
    public int RowCount => Made.Count;
}

public sealed record RoundRow(
    Guid Id, string Reference, string Title, DateOnly OpensOn, DateOnly DueOn, DateOnly EndsOn, bool Frozen, RoundCounts Counts);

public sealed record PlannedRow(Guid Id, string Reference, string Title, DateOnly OpensOn, DateOnly EndsOn, string Confidence, string Source);

internal sealed class ListRoundsHandler(CertificationDb db, RoundStanding standing, TimeProvider clock) : IRequestHandler<ListRoundsQuery, Result<RoundList>>
{
    // A cycle is three years; what ended before was decided without this record.
    private const int YearsBack = 1;
    private const int MostPlanned = 6;

    public async Task<Result<RoundList>> Handle(ListRoundsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var made = await db.Rounds.AsNoTracking().OrderByDescending(r => r.EndsOn).ThenBy(r => r.Id).ToListAsync(ct);
        var counts = await standing.CountsAsync([.. made.Where(r => r.FrozenAt is not null).Select(r => r.Id)], ct);
        var since = today.AddYears(-YearsBack);
        var planned = await db.RoundPlans.AsNoTracking()
            .Where(p => p.EndsOn >= since && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo > today))
            .Where(p => !db.Rounds.Any(r => r.PlanId == p.Id))
            .OrderBy(p => p.EndsOn).ThenBy(p => p.Id).Take(MostPlanned).ToListAsync(ct);
        return new RoundList(
            made.ConvertAll(r => new RoundRow(
                r.Id, r.Reference(), RoundWords.Title(r.Rule, r.FromLetter, r.ToLetter, r.EndsOn), r.OpensOn, r.DueOn, r.EndsOn,
                r.FrozenAt is not null, counts.GetValueOrDefault(r.Id, RoundCounts.None))),
            planned.ConvertAll(p => new PlannedRow(
                p.Id, RecertificationRound.ReferenceOf(p.Cycle, p.EndsOn), RoundWords.Title(p.Rule, p.FromLetter, p.ToLetter, p.EndsOn), p.OpensOn,
                p.EndsOn, p.Confidence, p.Source)),
            today);
    }
}
