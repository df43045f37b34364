using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Units;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.RecordOwnUnit;

/// <summary>The head or a liaison records a bargaining unit of the agency with the name and address of its head (12.04(1)(a)7).</summary>
[Requires(CertificationPermissions.KeepOwnUnits)]
[Audited("own-agency.unit.recorded", DataClass.None, Fields = ["contact"])]
internal sealed record RecordOwnUnitCommand(string Name, UnitHeadSaid Head) : ICommand<UnitRecorded>;

/// <summary>The unit as it was recorded.</summary>
public sealed record UnitRecorded(Guid Id, string Name);

internal sealed class RecordOwnUnitValidator : AbstractValidator<RecordOwnUnitCommand>
{
    public RecordOwnUnitValidator()
    {
        RuleFor(c => c.Name).Must(n => FoldedWords.Of(n ?? "").Length > 0).WithMessage("Give the name of the unit.");
        RuleFor(c => c.Name).MaximumLength(BargainingUnit.NameMaxLength).WithMessage($"Shorten the name to {BargainingUnit.NameMaxLength} characters.");
        RuleFor(c => c.Head).SetValidator(new UnitHeadSaidValidator());
    }
}

internal sealed class RecordOwnUnitHandler(CertificationDb db, ActingMembers acting, UnitRows rows, ChangeContext change)
    : IRequestHandler<RecordOwnUnitCommand, Result<UnitRecorded>>
{
    public async Task<Result<UnitRecorded>> Handle(RecordOwnUnitCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        if (rows.WhyNot(command.Head) is { } unfit) return unfit;
        var (name, folded) = (command.Name.Trim(), FoldedWords.Of(command.Name));
        var taken = await db.BargainingUnits.AsNoTracking().Where(u => u.AgencyId == acts.Value.AgencyId && u.Folded == folded)
            .Select(u => u.Name).SingleOrDefaultAsync(ct);
        if (taken is not null) return new UnitNameTaken(taken);
        var unit = rows.Add(acts.Value.AgencyId, name);
        await rows.HeadAsync(unit.Id, acts.Value.Agency, command.Head, [], ct);
        change.Summarise($"{name} of {acts.Value.Agency}");
        change.Changed("bargaining unit", null, name);
        await db.SaveChangesAsync(ct);
        return new UnitRecorded(unit.Id, name);
    }
}
