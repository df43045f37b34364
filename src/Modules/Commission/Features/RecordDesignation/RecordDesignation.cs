using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Contracts;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.RecordDesignation;

/// <summary>Records who holds an office, or who acts for its holder, for what and how long (8.03(2), 12.03(2)).</summary>
[Requires(CommissionPermissions.RecordDesignations)]
[Audited("designation.recorded", DataClass.None)]
internal sealed record RecordDesignationCommand(
    string Office, Capacity Capacity, Guid AccountId, IReadOnlyList<string> Purposes, DateOnly BeginsOn, DateOnly? EndsOn, string Authority)
    : ICommand<Guid>;

internal sealed class RecordDesignationValidator : AbstractValidator<RecordDesignationCommand>
{
    public RecordDesignationValidator()
    {
        RuleFor(c => c.Office).NotEmpty().WithMessage("Choose the office.");
        RuleFor(c => c.AccountId).NotEmpty().WithMessage("Choose the person.");
        RuleFor(c => c.BeginsOn).NotEqual(default(DateOnly)).WithMessage("Give the first day.");
        RuleFor(c => c.EndsOn).Must((c, end) => !(end < c.BeginsOn)).WithMessage("It ends before it begins.");
        RuleFor(c => c.Purposes).NotEmpty().When(c => c.Capacity is Capacity.Designee)
            .WithMessage("Choose at least one purpose: a designee acts for named purposes.");
        RuleFor(c => c.Authority).NotEmpty().WithMessage("Name the instrument: who designated, by what paper, on what day.")
            .MaximumLength(Designation.AuthorityMaxLength);
    }
}

internal sealed record OwnDesignation()
    : Refusal("Nobody records a designation of oneself. Ask a colleague to enter it.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record NoDesigneeForOffice(string Office)
    : Refusal($"The text gives the {Office} no designee, so none can be recorded.");

internal sealed record PurposeOfAnotherOffice(string Purpose)
    : Refusal($"“{Purpose}” is not a purpose of this office.");

internal sealed record OfficeHeld(string Office, string Name)
    : Refusal($"{Name} is on record as {Office} for some of those days. End that designation first.");

internal sealed record ChairSitsInNoSeat(string Name)
    : Refusal($"{Name} is not on record as a Commissioner on the first day. Record the term first.");

internal sealed class RecordDesignationHandler(
    CommissionDb db, Registrar registrar, IStaffDirectory staff, CurrentCaller caller, ChangeContext change)
    : IRequestHandler<RecordDesignationCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordDesignationCommand command, CancellationToken ct)
    {
        if (command.AccountId == caller.Value.Id) return new OwnDesignation();
        var office = await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.Code == command.Office, ct);
        if (office is null) return new NotFound("This office");
        var person = (await staff.ListAsync(ct)).FirstOrDefault(s => s.AccountId == command.AccountId);
        if (person is null) return new NotFound("This person");

        var designation = new Designation
        {
            DesignationId = registrar.NewId(),
            OfficeCode = office.Code,
            Capacity = command.Capacity,
            AccountId = person.AccountId,
            Name = person.Name,
            Purposes = command.Capacity is Capacity.Holder ? [] : [.. command.Purposes.Distinct()],
            BeginsOn = command.BeginsOn,
            EndsOn = command.EndsOn,
            Authority = command.Authority.Trim(),
        };
        if (await RefusalAsync(office, designation, ct) is { } refusal) return refusal;

        registrar.Enter(designation);
        change.Changed($"{designation.Capacity} of {office.Code}", null,
            $"{person.Name}, from {command.BeginsOn:yyyy-MM-dd} to {command.EndsOn:yyyy-MM-dd}");
        change.Changed("purposes", null, string.Join(", ", designation.Purposes));
        change.Because(designation.Authority);
        await db.SaveChangesAsync(ct);
        return designation.DesignationId;
    }

    private async Task<Refusal?> RefusalAsync(Office office, Designation designation, CancellationToken ct)
    {
        if (designation.Capacity is Capacity.Designee)
        {
            if (!office.DesigneesAllowed) return new NoDesigneeForOffice(office.Label);
            var known = await db.ActingPurposes.Where(p => p.OfficeCode == office.Code).Select(p => p.Code).ToListAsync(ct);
            return designation.Purposes.FirstOrDefault(p => !known.Contains(p)) is { } foreign ? new PurposeOfAnotherOffice(foreign) : null;
        }

        var holders = await db.Designations.InPresent().Where(d => d.OfficeCode == office.Code && d.Capacity == Capacity.Holder).ToListAsync(ct);
        if (holders.Find(d => d.Meets(designation)) is { } holder) return new OfficeHeld(office.Label, holder.Name);
        return office.Code == Offices.Chair && !await SitsAsync(designation, ct) ? new ChairSitsInNoSeat(designation.Name) : null;
    }

    private Task<bool> SitsAsync(Designation chair, CancellationToken ct) => db.Terms.InPresent().AnyAsync(
        t => t.AccountId == chair.AccountId && t.BeginsOn <= chair.BeginsOn && (t.EndsOn == null || t.EndsOn >= chair.BeginsOn), ct);
}
