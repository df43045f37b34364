using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Certification.Rounds;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowDivisionDesk;

/// <summary>What the division has before it, in figures alone; each leads to the list that names who is behind it.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-desk.shown", DataClass.None, Lists = true)]
internal sealed record ShowDivisionDeskQuery : IQuery<DivisionDesk>;

/// <param name="Today">The legal date of today.</param>
/// <param name="Days">How far it looks.</param>
/// <param name="Applications">What waits for a decision.</param>
/// <param name="Conditions">What decisions asked for.</param>
/// <param name="Rounds">Frozen rounds that have not ended long ago, the one that ends first before the rest.</param>
/// <param name="Agencies">Agencies that rounds wait for, those with the most officers.</param>
/// <param name="AgenciesInAll">How many there are.</param>
/// <param name="Reports">Reports of agencies; none for whoever may not read them.</param>
public sealed record DivisionDesk(
    DateOnly Today, DeskDays Days, ApplicationFigures Applications, ConditionFigures Conditions, IReadOnlyList<DeskRound> Rounds,
    IReadOnlyList<WaitedAgency> Agencies, int AgenciesInAll, ReportsWaiting? Reports) : ICountsRows
{
    /// <summary>The reader's own views and those that the division shares.</summary>
    public IReadOnlyList<SavedViewRow> Views { get; init; } = [];

    public int RowCount => Rounds.Count + Agencies.Count + (Reports?.Agencies.Count ?? 0);
}

/// <summary>A round on the desk.</summary>
public sealed record DeskRound(Guid Id, string Reference, string Title, DateOnly DueOn, DateOnly EndsOn, RoundCounts Counts);

internal sealed class ShowDivisionDeskHandler(
    CertificationDb db, DeskFigures figures, SavedViews views, CurrentCaller caller, PermissionTable permissions, TimeProvider clock)
    : IRequestHandler<ShowDivisionDeskQuery, Result<DivisionDesk>>
{
    public async Task<Result<DivisionDesk>> Handle(ShowDivisionDeskQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var days = await figures.DaysAsync(today, ct);
        var since = today.AddDays(-days.Rounds);
        var rounds = await db.Rounds.AsNoTracking().Where(r => r.FrozenAt != null && r.EndsOn >= since)
            .OrderBy(r => r.EndsOn).ThenBy(r => r.Id).ToListAsync(ct);
        var standing = await figures.RoundsAsync([.. rounds.Select(r => r.Id)], today, ct);
        var mayReadReports = permissions.Allows(caller.Value.Roles, CertificationPermissions.ReadReports);
        return new DivisionDesk(
            today, days, await figures.ApplicationsAsync(today, days.Soon, ct), await figures.ConditionsAsync(today, days.Conditions, ct),
            rounds.ConvertAll(r => new DeskRound(
                r.Id, r.Reference(), RoundWords.Title(r.Rule, r.FromLetter, r.ToLetter, r.EndsOn), r.DueOn, r.EndsOn,
                standing.Rounds.GetValueOrDefault(r.Id, RoundCounts.None))),
            standing.Agencies, standing.AgenciesInAll, mayReadReports ? await figures.ReportsAsync(ct) : null)
        {
            Views = await views.AllAsync(ct),
        };
    }
}
