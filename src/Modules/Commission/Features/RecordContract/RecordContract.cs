using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.RecordContract;

/// <summary>Enters a storage contract with its answers, always as a draft: a changed contract passes the gate anew (8.07(3)).</summary>
[Requires(CommissionPermissions.KeepSystems)]
[Audited("contract.recorded", DataClass.None)]
internal sealed record RecordContractCommand(
    Guid? ContractId, Guid SystemId, string Vendor, string Title, DateOnly BeginsOn, DateOnly? EndsOn, DateOnly ReviewOn, ContractAnswers Answers,
    string? Reason) : ICommand<Guid>;

/// <summary>What the three points ask (8.07(3)(a)-(c)); blank is not answered.</summary>
internal sealed record ContractAnswers(
    GateAnswer RestrictsRecordsOfficer, string? ExportRight, string? ExportFormat, string? ExportTime, string? ExportCost, string? AccessPage,
    GateAnswer RelievesCommission, string? ReliefPage, IReadOnlyDictionary<string, string> Provisions);

internal sealed class RecordContractValidator : AbstractValidator<RecordContractCommand>
{
    public RecordContractValidator()
    {
        RuleFor(c => c.Vendor).NotEmpty().WithMessage("Name the vendor.").MaximumLength(StorageContract.TextMaxLength);
        RuleFor(c => c.Title).NotEmpty().WithMessage("Give the contract's title or number.").MaximumLength(StorageContract.TextMaxLength);
        RuleFor(c => c.BeginsOn).NotEqual(default(DateOnly)).WithMessage("Give the first day of the contract.");
        RuleFor(c => c.EndsOn).Must((c, end) => !(end < c.BeginsOn)).WithMessage("The contract ends before it begins.");
        RuleFor(c => c.ReviewOn).NotEqual(default(DateOnly)).WithMessage("Give the day of its next review.");
        RuleFor(c => c.Reason).NotEmpty().When(c => c.ContractId is not null).WithMessage("Say why the entry is changed.");
        RuleFor(c => c.Reason).MaximumLength(RegisterRow.ReasonMaxLength);
        RuleForEach(c => c.Answers.Provisions.Values).MaximumLength(StorageContract.PageMaxLength);
    }
}

internal sealed class RecordContractHandler(CommissionDb db, Registrar registrar, ChangeContext change)
    : IRequestHandler<RecordContractCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordContractCommand command, CancellationToken ct)
    {
        if (!await db.Systems.InPresent().AnyAsync(s => s.SystemId == command.SystemId, ct)) return new NotFound("This system");
        var before = await db.StorageContracts.InPresent().SingleOrDefaultAsync(c => c.ContractId == command.ContractId, ct);
        if (command.ContractId is not null && before is null) return new NotFound("This contract");
        var known = await db.ContractProvisions.Select(p => p.Code).ToListAsync(ct);

        var contract = ContractOf(command, before?.ContractId ?? registrar.NewId(), known);
        if (before is null) registrar.Enter(contract, command.Reason);
        else registrar.Replace(before, contract, command.Reason);
        change.Changed($"{contract.Vendor}, {contract.Title}", before?.State.ToString(), contract.State.ToString());
        if (contract.Reason is { } reason) change.Because(reason);
        await db.SaveChangesAsync(ct);
        return contract.ContractId;
    }

    private static StorageContract ContractOf(RecordContractCommand command, Guid contractId, List<string> known) => new()
    {
        ContractId = contractId,
        SystemId = command.SystemId,
        Vendor = command.Vendor.Trim(),
        Title = command.Title.Trim(),
        BeginsOn = command.BeginsOn,
        EndsOn = command.EndsOn,
        ReviewOn = command.ReviewOn,
        RestrictsRecordsOfficer = command.Answers.RestrictsRecordsOfficer,
        ExportRight = Said(command.Answers.ExportRight),
        ExportFormat = Said(command.Answers.ExportFormat),
        ExportTime = Said(command.Answers.ExportTime),
        ExportCost = Said(command.Answers.ExportCost),
        AccessPage = Said(command.Answers.AccessPage),
        RelievesCommission = command.Answers.RelievesCommission,
        ReliefPage = Said(command.Answers.ReliefPage),
        Provisions = JsonSerializer.Serialize(command.Answers.Provisions
            .Where(p => known.Contains(p.Key) && Said(p.Value) is not null).ToDictionary(p => p.Key, p => p.Value.Trim())),
        State = ContractState.Draft,
    };

    private static string? Said(string? answer) => string.IsNullOrWhiteSpace(answer) ? null : answer.Trim();
}
