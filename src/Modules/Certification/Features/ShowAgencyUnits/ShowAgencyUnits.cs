using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Units;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowAgencyUnits;

/// <summary>The bargaining units of an agency as it told the Commission of them, and of how many officers it told nothing.</summary>
[Requires(CertificationPermissions.ReadMembers)]
[Audited("agency-units.shown", DataClass.None, Fields = ["contact"])]
internal sealed record ShowAgencyUnitsQuery(Guid AgencyId) : IQuery<AgencyUnitsView>;

/// <param name="Agency">Its name in force.</param>
/// <param name="Units">Units by name.</param>
/// <param name="NoUnit">How many officers belong to none.</param>
/// <param name="Unanswered">Of how many the agency has said neither.</param>
public sealed record AgencyUnitsView(string Agency, IReadOnlyList<UnitRow> Units, int NoUnit, int Unanswered) : ICountsRows
{
    public int RowCount => Units.Count;
}

internal sealed class ShowAgencyUnitsHandler(CertificationDb db, UnitRegister register, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ShowAgencyUnitsQuery, Result<AgencyUnitsView>>
{
    public async Task<Result<AgencyUnitsView>> Handle(ShowAgencyUnitsQuery query, CancellationToken ct)
    {
        var agency = await db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => n.AgencyId == query.AgencyId).Select(n => n.Name).SingleOrDefaultAsync(ct);
        if (agency is null) return new NotFound("This agency");
        var all = await register.OfAsync(query.AgencyId, clock.Today(), ct);
        change.Summarise($"Bargaining units of {agency}");
        return new AgencyUnitsView(agency, [.. all.Units.Select(UnitRow.Of)], all.NoUnit.Count, all.Unanswered.Count);
    }
}
