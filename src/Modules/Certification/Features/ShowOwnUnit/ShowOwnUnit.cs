using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Units;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ShowOwnUnit;

/// <summary>A bargaining unit of the caller's own agency with everybody whom a change of its head concerns (12.05(1)(i)(d)).</summary>
[Requires(CertificationPermissions.UsePortal)]
[Audited("own-agency.unit.opened", DataClass.Personal, Fields = ["identity", "employment", "contact"], Lists = true)]
internal sealed record ShowOwnUnitQuery(Guid UnitId) : IQuery<OwnUnit>;

/// <param name="Unit">The unit with its head of today.</param>
/// <param name="MayKeep">Whether the caller is the agency's head or a liaison.</param>
/// <param name="Members">Members who serve at the agency today, in the order of the roster.</param>
/// <param name="Digest">Of exactly this unit with this head and these members.</param>
/// <param name="Heads">Everybody who headed it, the latest first.</param>
public sealed record OwnUnit(UnitRow Unit, bool MayKeep, IReadOnlyList<RosterLine> Members, string Digest, IReadOnlyList<HeadRow> Heads)
    : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Members.Select(m => m.PersonId);
    public int RowCount => Members.Count;
}

/// <summary>Who headed the unit from a day until the day before the next.</summary>
public sealed record HeadRow(string Name, string Email, DateOnly From, DateOnly? Until)
{
    internal static HeadRow Of(UnitHead head) => new(head.Name, head.Email, head.ValidFrom, head.ValidTo?.AddDays(-1));
}

internal sealed class ShowOwnUnitHandler(ActingMembers acting, UnitRegister register, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ShowOwnUnitQuery, Result<OwnUnit>>
{
    public async Task<Result<OwnUnit>> Handle(ShowOwnUnitQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct);
        if (acts.Refusal is { } refusal) return refusal;
        if ((await register.OfAsync(acts.Value.AgencyId, clock.Today(), ct)).Find(query.UnitId) is not { } unit) return new NotFound("This unit");
        change.Summarise($"{unit.Name} of {acts.Value.Agency}");
        var heads = await register.HeadsOfAsync(unit.Id, ct);
        return new OwnUnit(UnitRow.Of(unit), acts.Value.Capacity <= MemberCapacity.Liaison, unit.Members, unit.Digest(), heads.ConvertAll(HeadRow.Of));
    }
}
