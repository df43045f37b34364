using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Certification.Units;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.ChangeUnitHead;

/// <summary>
/// The head or a liaison tells once, for every member, who heads the unit from a day on or where the head is reached (12.05(1)(i)(d)).
/// The digest says that the members were read as they stand.
/// </summary>
[Requires(CertificationPermissions.KeepOwnUnits)]
[Audited("own-agency.unit-head.changed", DataClass.Personal, Fields = ["contact"], Lists = true)]
internal sealed record ChangeUnitHeadCommand(Guid UnitId, UnitHeadSaid Head, string Digest) : ICommand<HeadChanged>;

/// <summary>How many officers' record tells of the new head.</summary>
public sealed record HeadChanged(int Members);

internal sealed class ChangeUnitHeadValidator : AbstractValidator<ChangeUnitHeadCommand>
{
    public ChangeUnitHeadValidator() => RuleFor(c => c.Head).SetValidator(new UnitHeadSaidValidator());
}

internal sealed class ChangeUnitHeadHandler(
    CertificationDb db, ActingMembers acting, UnitRegister register, UnitRows rows, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ChangeUnitHeadCommand, Result<HeadChanged>>
{
    public async Task<Result<HeadChanged>> Handle(ChangeUnitHeadCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        if (rows.WhyNot(command.Head) is { } unfit) return unfit;
        if ((await register.OfAsync(acts.Value.AgencyId, clock.Today(), ct)).Find(command.UnitId) is not { } unit) return new NotFound("This unit");
        if (unit.Digest() != command.Digest) return new UnitMembersChanged();
        var known = await register.HeadsOfAsync(unit.Id, ct);
        if (!await rows.HeadAsync(unit.Id, acts.Value.Agency, command.Head, known, ct)) return new UnitHeadOnRecord(command.Head.Name!.Trim());
        change.About(unit.Members.Select(m => m.PersonId));
        change.Rows(unit.Members.Count);
        change.Summarise($"{unit.Name} of {acts.Value.Agency}: {unit.Members.Count} members");
        await db.SaveChangesAsync(ct);
        return new HeadChanged(unit.Members.Count);
    }
}
