using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ListSystems;

/// <summary>The register of systems (8.02(1)) and of storage contracts (8.07(3)).</summary>
[Requires(CommissionPermissions.ReadSystems)]
[Audited("systems.listed", DataClass.None)]
internal sealed record ListSystemsQuery : IQuery<ListSystemsResult>;

internal sealed record ListSystemsResult(IReadOnlyList<SystemRow> Systems, IReadOnlyList<ContractRow> Contracts) : ICountsRows
{
    public int RowCount => Systems.Count + Contracts.Count;
}

internal sealed record SystemRow(
    Guid SystemId, string Code, string Name, SystemKind Kind, string? Statute, string OwnerUnit, string DisclosurePolicy, SystemState State,
    DateOnly? EstablishedOn, DateOnly ReviewOn, bool Due);

internal sealed record ContractRow(
    Guid ContractId, Guid SystemId, string System, string Vendor, string Title, ContractState State, DateOnly? EndsOn, DateOnly ReviewOn, bool Due);

internal sealed class ListSystemsHandler(CommissionDb db, TimeProvider clock) : IRequestHandler<ListSystemsQuery, Result<ListSystemsResult>>
{
    public async Task<Result<ListSystemsResult>> Handle(ListSystemsQuery query, CancellationToken ct)
    {
        var today = clock.Today();
        var systems = await db.Systems.AsNoTracking().InPresent().OrderBy(s => s.Name).ToListAsync(ct);
        var contracts = await db.StorageContracts.AsNoTracking().InPresent().OrderBy(c => c.Vendor).ThenBy(c => c.Title).ToListAsync(ct);
        var names = systems.ToDictionary(s => s.SystemId, s => s.Name);
        return new ListSystemsResult(
            [.. systems.OrderBy(s => s.Kind).Select(s => new SystemRow(s.SystemId, s.Code, s.Name, s.Kind, s.Statute, s.OwnerUnit,
                s.DisclosurePolicy, s.State, s.EstablishedOn, s.ReviewOn, s.State is not SystemState.Retired && s.ReviewOn <= today))],
            [.. contracts.Select(c => new ContractRow(c.ContractId, c.SystemId, names.GetValueOrDefault(c.SystemId, ""), c.Vendor, c.Title, c.State,
                c.EndsOn, c.ReviewOn, c.State is ContractState.Draft or ContractState.Approved && c.ReviewOn <= today))]);
    }
}
