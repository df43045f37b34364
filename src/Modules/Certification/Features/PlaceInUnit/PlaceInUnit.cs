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

namespace Post.Certification.Features.PlaceInUnit;

/// <summary>
/// The head or a liaison records of officers of the agency to which bargaining unit they belong from a day on; without a unit, that they
/// belong to none, which answers the question (12.04(1)(a)7).
/// </summary>
[Requires(CertificationPermissions.KeepOwnUnits)]
[Audited("own-agency.unit-members.placed", DataClass.Personal, Fields = ["employment"], Lists = true)]
internal sealed record PlaceInUnitCommand(IReadOnlyList<Guid> PersonIds, Guid? UnitId, DateOnly? From) : ICommand<Done>;

internal sealed class PlaceInUnitValidator : AbstractValidator<PlaceInUnitCommand>
{
    public const int Most = 200;

    public PlaceInUnitValidator() => RuleFor(c => c.PersonIds.Count).LessThanOrEqualTo(Most).WithMessage($"Tick at most {Most} officers at a time.");
}

internal sealed class PlaceInUnitHandler(
    CertificationDb db, ActingMembers acting, UnitRegister register, UnitRows rows, ChangeContext change, TimeProvider clock)
    : IRequestHandler<PlaceInUnitCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(PlaceInUnitCommand command, CancellationToken ct)
    {
        var acts = await acting.HoldAsync(MemberCapacity.Liaison, ct);
        if (acts.Refusal is { } refusal) return refusal;
        var persons = command.PersonIds.Distinct().ToList();
        if (persons.Count == 0) return new NobodyChosen();
        if (rows.WhyNot(command.From) is { } unfit) return unfit;
        var all = await register.OfAsync(acts.Value.AgencyId, clock.Today(), ct);
        var unit = all.Find(command.UnitId);
        if (command.UnitId is not null && unit is null) return new NotFound("This unit");
        var serving = all.Lines().Select(l => l.Line.PersonId).ToHashSet();
        if (persons.Count(p => !serving.Contains(p)) is > 0 and var others) return new NotOnRoster(others);

        await rows.PlaceAsync((acts.Value.AgencyId, acts.Value.Agency), persons, unit is null ? null : (unit.Id, unit.Name), command.From!.Value, ct);
        change.About(persons);
        change.Rows(persons.Count);
        change.Summarise($"{unit?.Name ?? "No unit"}, {acts.Value.Agency}: {persons.Count} officers");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
