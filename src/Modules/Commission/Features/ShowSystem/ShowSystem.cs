using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.ShowSystem;

/// <summary>One system with its reviews, its contracts and its earlier entries.</summary>
[Requires(CommissionPermissions.ReadSystems)]
[Audited("system.opened", DataClass.None)]
internal sealed record ShowSystemQuery(Guid SystemId) : IQuery<ShowSystemResult>;

public sealed record ShowSystemResult(
    SystemFacts System, IReadOnlyList<ReviewRow> Reviews, IReadOnlyList<ContractFacts> Contracts, IReadOnlyList<ProvisionRow> Provisions,
    IReadOnlyList<OfficerChoice> RecordsOfficers, IReadOnlyList<OfficerChoice> TechnologyOfficers, IReadOnlyList<EarlierRow> Earlier);

public sealed record SystemFacts(
    Guid SystemId, string Code, string Name, SystemKind Kind, string? Statute, string OwnerUnit, string Holds, IReadOnlyList<string> Schemas,
    string DisclosurePolicy, SystemState State, DateOnly? EstablishedOn, DateOnly ReviewOn, string Edition);

public sealed record ReviewRow(
    Guid ReviewId, ReviewOccasion Occasion, string Subject, string? RecordsAccessOfficer, string? TechnologyOfficer, IReadOnlyList<string> Consulted,
    ReviewAnswer MachineReadable, ReviewAnswer Segregation, string? Findings, DateOnly? ClosedOn, IReadOnlyList<string> Missing);

public sealed record ContractFacts(
    Guid ContractId, string Vendor, string Title, DateOnly BeginsOn, DateOnly? EndsOn, DateOnly ReviewOn, ContractState State,
    GateAnswer RestrictsRecordsOfficer, string? ExportRight, string? ExportFormat, string? ExportTime, string? ExportCost, string? AccessPage,
    GateAnswer RelievesCommission, string? ReliefPage, IReadOnlyDictionary<string, string> Pages, string? WhyNot);

public sealed record ProvisionRow(string Code, string Label, string Source);

public sealed record OfficerChoice(Guid AccountId, string Name);

public sealed record EarlierRow(string What, string Words, string RecordedBy, DateTimeOffset RecordedAt, string? Reason);

internal sealed class ShowSystemHandler(CommissionDb db, TimeProvider clock) : IRequestHandler<ShowSystemQuery, Result<ShowSystemResult>>
{
    public async Task<Result<ShowSystemResult>> Handle(ShowSystemQuery query, CancellationToken ct)
    {
        var rows = await db.Systems.AsNoTracking().Where(s => s.SystemId == query.SystemId).ToListAsync(ct);
        if (rows.Find(s => s.SupersededAt is null) is not { } system) return new NotFound("This system");
        var today = clock.Today();
        var edition = await db.Editions.AsNoTracking().SingleAsync(e => e.Id == system.EditionId, ct);
        var provisions = (await db.ContractProvisions.AsNoTracking().OrderBy(p => p.Source).ThenBy(p => p.Code).ToListAsync(ct))
            .Where(p => p.IsRequired(today)).ToList();
        var reviews = await db.DesignReviews.AsNoTracking().InPresent().Where(r => r.SystemId == query.SystemId).ToListAsync(ct);
        var contracts = await db.StorageContracts.AsNoTracking().Where(c => c.SystemId == query.SystemId).ToListAsync(ct);
        return new ShowSystemResult(
            FactsOf(system, $"{edition.Regulation}, Register {edition.RegisterNumber}"),
            [.. reviews.OrderByDescending(r => r.ReviewId).Select(RowOf)],
            [.. contracts.Where(c => c.SupersededAt is null).OrderBy(c => c.Vendor).Select(c => FactsOf(c, c.WhyNotApproved(provisions)?.Text))],
            [.. provisions.Select(p => new ProvisionRow(p.Code, p.Label, p.Source))],
            await OfficersAsync(Offices.RecordsAccessOfficer, "system-design", today, ct),
            await OfficersAsync(Offices.ChiefTechnologyOfficer, "system-design-technology", today, ct),
            [.. Earlier(rows, contracts).OrderByDescending(e => e.RecordedAt)]);
    }

    private async Task<IReadOnlyList<OfficerChoice>> OfficersAsync(string office, string purpose, DateOnly on, CancellationToken ct) =>
        [.. (await db.Designations.AsNoTracking().InPresent().Where(d => d.OfficeCode == office).ToListAsync(ct))
            .Where(d => d.Serves(purpose) && d.Covers(on)).Select(d => new OfficerChoice(d.AccountId, d.Name)).Distinct()];

    private static SystemFacts FactsOf(RegisteredSystem s, string edition) => new(
        s.SystemId, s.Code, s.Name, s.Kind, s.Statute, s.OwnerUnit, s.Holds, s.Schemas, s.DisclosurePolicy, s.State, s.EstablishedOn, s.ReviewOn,
        edition);

    private static ReviewRow RowOf(DesignReview r) => new(
        r.ReviewId, r.Occasion, r.Subject, r.RecordsAccessOfficer, r.TechnologyOfficer, r.Consulted, r.MachineReadable, r.Segregation, r.Findings,
        r.ClosedOn, [.. r.Missing()]);

    private static ContractFacts FactsOf(StorageContract c, string? whyNot) => new(
        c.ContractId, c.Vendor, c.Title, c.BeginsOn, c.EndsOn, c.ReviewOn, c.State, c.RestrictsRecordsOfficer, c.ExportRight, c.ExportFormat,
        c.ExportTime, c.ExportCost, c.AccessPage, c.RelievesCommission, c.ReliefPage, c.Pages, whyNot);

    private static IEnumerable<EarlierRow> Earlier(IEnumerable<RegisteredSystem> systems, IEnumerable<StorageContract> contracts) =>
        systems.Where(s => s.SupersededAt is not null)
            .Select(s => new EarlierRow("System", $"{s.Name}, {s.State}, review {s.ReviewOn:yyyy-MM-dd}", s.RecordedByName, s.RecordedAt, s.Reason))
            .Concat(contracts.Where(c => c.SupersededAt is not null)
                .Select(c => new EarlierRow("Contract", $"{c.Vendor}, {c.Title}: {c.State}", c.RecordedByName, c.RecordedAt, c.Reason)));
}
