using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Commission.Features.RegisterSystem;

/// <summary>Registers a database or record system, or changes its entry by a later row (8.02(1)).</summary>
[Requires(CommissionPermissions.KeepSystems)]
[Audited("system.registered", DataClass.None)]
internal sealed record RegisterSystemCommand(
    Guid? SystemId, string Code, string Name, SystemKind Kind, string? Statute, string OwnerUnit, string Holds, IReadOnlyList<string> Schemas,
    string DisclosurePolicy, SystemState State, DateOnly ReviewOn, string? Reason) : ICommand<Guid>;

internal sealed class RegisterSystemValidator : AbstractValidator<RegisterSystemCommand>
{
    public RegisterSystemValidator()
    {
        RuleFor(c => c.Code).Matches("^[a-z0-9]+(-[a-z0-9]+)*$").WithMessage("Write the short name in small letters, digits and hyphens.")
            .MaximumLength(RegisteredSystem.CodeMaxLength);
        RuleFor(c => c.Name).NotEmpty().WithMessage("Give its name.").MaximumLength(RegisteredSystem.TextMaxLength);
        RuleFor(c => c.OwnerUnit).NotEmpty().WithMessage("Name the unit that owns it.").MaximumLength(RegisteredSystem.TextMaxLength);
        RuleFor(c => c.Holds).NotEmpty().WithMessage("Say what it holds.").MaximumLength(RegisteredSystem.TextMaxLength);
        RuleFor(c => c.DisclosurePolicy).NotEmpty().WithMessage("Say what every disclosure from it must pass.")
            .MaximumLength(RegisteredSystem.TextMaxLength);
        RuleFor(c => c.ReviewOn).NotEqual(default(DateOnly)).WithMessage("Give the day of its next review.");
        RuleFor(c => c.Statute).MaximumLength(RegisteredSystem.TextMaxLength);
        RuleFor(c => c.Reason).NotEmpty().When(c => c.SystemId is not null).WithMessage("Say why the entry is changed.");
        RuleFor(c => c.Reason).MaximumLength(RegisterRow.ReasonMaxLength);
    }
}

internal sealed class RegisterSystemHandler(
    CommissionDb db, GuidelineForms editions, Registrar registrar, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RegisterSystemCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RegisterSystemCommand command, CancellationToken ct)
    {
        var before = await db.Systems.InPresent().SingleOrDefaultAsync(s => s.SystemId == command.SystemId, ct);
        if (command.SystemId is not null && before is null) return new NotFound("This system");
        if (WhyNot(command, before) is { } refusal) return refusal;
        if (await db.Systems.InPresent().AnyAsync(s => s.Code == command.Code && s.SystemId != command.SystemId, ct))
        {
            return new SystemCodeTaken(command.Code);
        }

        var system = SystemOf(command, before, before?.SystemId ?? registrar.NewId(), await editions.EditionAsync(clock.Today(), ct));
        if (before is null) registrar.Enter(system, command.Reason);
        else registrar.Replace(before, system, command.Reason);
        change.Changed(system.Code, before?.State.ToString(), system.State.ToString());
        change.Changed("next review", before is null ? null : $"{before.ReviewOn:yyyy-MM-dd}", $"{system.ReviewOn:yyyy-MM-dd}");
        if (system.Reason is { } reason) change.Because(reason);
        await db.SaveChangesAsync(ct);
        return system.SystemId;
    }

    private static Refusal? WhyNot(RegisterSystemCommand command, RegisteredSystem? before)
    {
        if (before is { Kind: SystemKind.Statutory }
            && (command.Kind is not SystemKind.Statutory || command.State is SystemState.Retired || command.Code != before.Code))
        {
            return new StatutorySystemStays(before.Name);
        }

        return command.Kind is SystemKind.Statutory && (string.IsNullOrWhiteSpace(command.Statute) || command.Schemas.Count == 0)
            ? new StatuteMissing()
            : null;
    }

    private static RegisteredSystem SystemOf(RegisterSystemCommand command, RegisteredSystem? before, Guid systemId, Guid edition) => new()
    {
        SystemId = systemId,
        Code = command.Code,
        Name = command.Name.Trim(),
        Kind = command.Kind,
        Statute = string.IsNullOrWhiteSpace(command.Statute) ? null : command.Statute.Trim(),
        OwnerUnit = command.OwnerUnit.Trim(),
        Holds = command.Holds.Trim(),
        Schemas = [.. command.Schemas.Distinct()],
        DisclosurePolicy = command.DisclosurePolicy.Trim(),
        EditionId = edition,
        State = command.State,
        EstablishmentVoteId = before?.EstablishmentVoteId,
        EstablishedOn = before?.EstablishedOn,
        ReviewOn = command.ReviewOn,
    };
}
