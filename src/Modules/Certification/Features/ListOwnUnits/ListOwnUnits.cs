using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Members;
using Post.Certification.Units;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListOwnUnits;

/// <summary>The bargaining units of the caller's own agency, and how many of its officers nobody has answered for (12.04(1)(a)7).</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.units.listed", DataClass.None, Fields = ["contact"])]
internal sealed record ListOwnUnitsQuery : IQuery<OwnUnits>;

/// <param name="Agency">The caller's own agency.</param>
/// <param name="MayKeep">Whether the caller is its head or a liaison.</param>
/// <param name="Units">Units by name.</param>
/// <param name="NoUnit">How many officers belong to none.</param>
/// <param name="Unanswered">Of how many neither was said.</param>
public sealed record OwnUnits(string Agency, bool MayKeep, IReadOnlyList<UnitRow> Units, int NoUnit, int Unanswered) : ICountsRows
{
    public int RowCount => Units.Count;
}

internal sealed class ListOwnUnitsHandler(ActingMembers acting, UnitRegister register, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ListOwnUnitsQuery, Result<OwnUnits>>
{
    public async Task<Result<OwnUnits>> Handle(ListOwnUnitsQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        var all = await register.OfAsync(acts.Value.AgencyId, clock.Today(), ct);
        change.Summarise($"Bargaining units of {acts.Value.Agency}");
        return new OwnUnits(
            acts.Value.Agency, acts.Value.Capacity <= MemberCapacity.Liaison, [.. all.Units.Select(UnitRow.Of)], all.NoUnit.Count, all.Unanswered.Count);
    }
}
