using System.Text.Json;
using Post.Kernel.Requests;

namespace Post.Commission.Domain;

/// <summary>What a storage contract must contain (8.07(3)(c)); dated, confirmed by counsel.</summary>
internal sealed class ContractProvision
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public required string Source { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    public bool IsRequired(DateOnly on) => ValidFrom <= on && (ValidTo is not { } end || on <= end);
}

/// <summary>A question of the three-point gate; unanswered is not "no".</summary>
public enum GateAnswer
{
    NotAnswered,
    No,
    Yes,
}

/// <summary>Where a storage contract stands.</summary>
public enum ContractState
{
    Draft,
    Approved,
    Rejected,
    Ended,
}

/// <summary>A contract under which somebody stores records of the Commission (8.07(3)).</summary>
internal sealed class StorageContract : RegisterRow
{
    public const int TextMaxLength = 300;
    public const int PageMaxLength = 40;

    public required Guid ContractId { get; init; }
    public required Guid SystemId { get; init; }
    public required string Vendor { get; init; }
    public required string Title { get; init; }
    public required DateOnly BeginsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public required DateOnly ReviewOn { get; init; }

    /// <summary>Whether it prevents or unduly restricts the records access officer under c. 66 (8.07(3)(a)).</summary>
    public required GateAnswer RestrictsRecordsOfficer { get; init; }

    public string? ExportRight { get; init; }
    public string? ExportFormat { get; init; }
    public string? ExportTime { get; init; }
    public string? ExportCost { get; init; }
    public string? AccessPage { get; init; }

    /// <summary>Whether it relieves the Commission of a duty under c. 66A (8.07(3)(b)).</summary>
    public required GateAnswer RelievesCommission { get; init; }

    public string? ReliefPage { get; init; }

    /// <summary>Code of each provision to the page that contains it, as JSON (8.07(3)(c)).</summary>
    public required string Provisions { get; init; }

    public required ContractState State { get; init; }
    public Guid? DesignationId { get; init; }

    public IReadOnlyDictionary<string, string> Pages =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Provisions)!;

    /// <summary>The same contract in another state.</summary>
    public StorageContract In(ContractState state, Guid? designationId = null) => new()
    {
        ContractId = ContractId,
        SystemId = SystemId,
        Vendor = Vendor,
        Title = Title,
        BeginsOn = BeginsOn,
        EndsOn = EndsOn,
        ReviewOn = ReviewOn,
        RestrictsRecordsOfficer = RestrictsRecordsOfficer,
        ExportRight = ExportRight,
        ExportFormat = ExportFormat,
        ExportTime = ExportTime,
        ExportCost = ExportCost,
        AccessPage = AccessPage,
        RelievesCommission = RelievesCommission,
        ReliefPage = ReliefPage,
        Provisions = Provisions,
        State = state,
        DesignationId = designationId ?? DesignationId,
    };

    /// <summary>The three-point gate: the first point that fails, in the order of the clause (8.07(3)(a)-(c)).</summary>
    public Refusal? WhyNotApproved(IEnumerable<ContractProvision> required)
    {
        if (RestrictsRecordsOfficer is GateAnswer.Yes) return new ContractRestrictsRecordsOfficer();
        if (RelievesCommission is GateAnswer.Yes) return new ContractRelievesCommission();
        if (ExportRight is null) return new ContractWithoutExportRight();
        var missing = Unanswered().Concat(required.Where(p => !HasPage(p.Code)).Select(p => $"page of “{p.Label}” (8.07(3)(c))")).ToList();
        return missing.Count == 0 ? null : new ContractIncomplete(missing);
    }

    private bool HasPage(string code) => Pages.TryGetValue(code, out var page) && !string.IsNullOrWhiteSpace(page);

    private IEnumerable<string> Unanswered()
    {
        if (RestrictsRecordsOfficer is GateAnswer.NotAnswered) yield return "whether it restricts the records access officer (8.07(3)(a))";
        if (ExportFormat is null) yield return "format of the export (8.07(3)(a))";
        if (ExportTime is null) yield return "time for the export (8.07(3)(a))";
        if (ExportCost is null) yield return "cost of the export (8.07(3)(a))";
        if (AccessPage is null) yield return "page on access and export (8.07(3)(a))";
        if (RelievesCommission is GateAnswer.NotAnswered) yield return "whether it relieves the Commission of a duty (8.07(3)(b))";
        if (ReliefPage is null) yield return "page on the Commission's duties (8.07(3)(b))";
    }
}

internal sealed record ContractRestrictsRecordsOfficer()
    : Refusal("The contract restricts the records access officer under c. 66, so it cannot be approved (8.07(3)(a)).");

internal sealed record ContractWithoutExportRight()
    : Refusal("The contract gives no right to export the records, so it cannot be approved (8.07(3)(a)).");

internal sealed record ContractRelievesCommission()
    : Refusal("The contract relieves the Commission of duties under c. 66A, so it cannot be approved (8.07(3)(b)).");

internal sealed record ContractIncomplete(IReadOnlyList<string> Missing)
    : Refusal($"The contract cannot be approved yet. Missing: {string.Join("; ", Missing)}.");

internal sealed record ContractNotInDraft()
    : Refusal("Only a draft can be approved. An approved contract that changed is entered again as a draft.");
