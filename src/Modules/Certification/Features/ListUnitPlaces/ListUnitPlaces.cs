using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Members;
using Post.Certification.Units;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ListUnitPlaces;

/// <summary>Officers who serve at the caller's own agency with their bargaining units, by name; or those for whom nobody answered yet.</summary>
[Requires(CertificationPermissions.KeepOwnUnits)]
[Audited("own-agency.unit-members.listed", DataClass.Personal, Fields = ["identity", "employment"], Lists = true)]
internal sealed record ListUnitPlacesQuery(bool Everybody = false, Guid? After = null, int Limit = 100) : IQuery<UnitPlaces>;

internal sealed class ListUnitPlacesValidator : AbstractValidator<ListUnitPlacesQuery>
{
    public ListUnitPlacesValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, 200).WithMessage("A page has 1 to 200 rows.");
}

/// <param name="Agency">The caller's own agency.</param>
/// <param name="Units">Units to choose from, by name.</param>
/// <param name="Total">How many officers fit.</param>
/// <param name="Rows">Officers by name.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record UnitPlaces(string Agency, IReadOnlyList<UnitChoice> Units, int Total, IReadOnlyList<UnitPlace> Rows, Guid? Next) : INamesSubjects, ICountsRows
{
    public IEnumerable<Guid> SubjectIds => Rows.Select(r => r.PersonId);
    public int RowCount => Rows.Count;
}

public sealed record UnitChoice(Guid Id, string Name);

/// <summary>An officer and the unit's name; null where there is none, and whether that was answered.</summary>
public sealed record UnitPlace(Guid PersonId, string OfficerNumber, string Name, string? Unit, bool Answered);

internal sealed class ListUnitPlacesHandler(ActingMembers acting, UnitRegister register, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ListUnitPlacesQuery, Result<UnitPlaces>>
{
    public async Task<Result<UnitPlaces>> Handle(ListUnitPlacesQuery query, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, lowest: Contracts.MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var all = await register.OfAsync(acts.Value.AgencyId, clock.Today(), ct);
        var fitting = all.Lines().Where(l => query.Everybody || !l.Answered)
            .Select(l => new UnitPlace(l.Line.PersonId, l.Line.OfficerNumber, l.Line.Name, l.Unit?.Name, l.Answered)).ToList();
        // Who was placed meanwhile is left where the page ended: by name, not by where the row stood.
        var cursor = query.After is { } after ? all.Lines().Select(l => l.Line).FirstOrDefault(l => l.PersonId == after) : null;
        var rest = cursor is null ? fitting : fitting.FindAll(r => IsAfter(r, cursor.Name, cursor.PersonId));
        var page = rest.Take(query.Limit).ToList();
        change.Summarise($"Bargaining units of the officers of {acts.Value.Agency}");
        return new UnitPlaces(
            acts.Value.Agency, [.. all.Units.Select(u => new UnitChoice(u.Id, u.Name))], fitting.Count, page, rest.Count > query.Limit ? page[^1].PersonId : null);
    }

    private static bool IsAfter(UnitPlace row, string name, Guid person) =>
        string.CompareOrdinal(row.Name, name) is var order && (order > 0 || (order == 0 && row.PersonId.CompareTo(person) > 0));
}
