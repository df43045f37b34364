using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Commission.Data;
using Post.Commission.Domain;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Commission.Features.SeatCommissioner;

/// <summary>Records a term of a Commissioner, or corrects one; a corrected term stays, superseded.</summary>
[Requires(CommissionPermissions.SeatCommissioners)]
[Audited("commissioner.seated", DataClass.None)]
internal sealed record SeatCommissionerCommand(
    Guid? TermId, string Name, Guid? AccountId, int SeatNumber, DateOnly BeginsOn, DateOnly? EndsOn, string Instrument,
    string? Reason) : ICommand<Guid>;

internal sealed class SeatCommissionerValidator : AbstractValidator<SeatCommissionerCommand>
{
    public SeatCommissionerValidator()
    {
        RuleFor(c => c.Name).NotEmpty().WithMessage("Give the Commissioner's name.").MaximumLength(CommissionerTerm.NameMaxLength);
        RuleFor(c => c.BeginsOn).NotEqual(default(DateOnly)).WithMessage("Give the first day of the term.");
        RuleFor(c => c.EndsOn).Must((c, end) => !(end < c.BeginsOn)).WithMessage("The term ends before it begins.");
        RuleFor(c => c.Instrument).NotEmpty().WithMessage("Name the instrument of appointment.").MaximumLength(Designation.AuthorityMaxLength);
        RuleFor(c => c.Reason).NotEmpty().When(c => c.TermId is not null).WithMessage("Say why the term is corrected.");
        RuleFor(c => c.Reason).MaximumLength(RegisterRow.ReasonMaxLength);
    }
}

internal sealed record NoSuchSeat(int Number) : Refusal($"There is no seat {Number} on that day.");

internal sealed record SeatTaken(int Number, string Name)
    : Refusal($"Seat {Number} is taken by {Name} for some of those days. End that term first.");

internal sealed record AlreadySeated(string Name, int Number)
    : Refusal($"{Name} sits in seat {Number} for some of those days.");

internal sealed class SeatCommissionerHandler(CommissionDb db, Registrar registrar, ChangeContext change)
    : IRequestHandler<SeatCommissionerCommand, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SeatCommissionerCommand command, CancellationToken ct)
    {
        var terms = await db.Terms.InPresent().ToListAsync(ct);
        var before = terms.Find(t => t.TermId == command.TermId);
        if (command.TermId is not null && before is null) return new NotFound("This term");
        var seat = await db.Seats.SingleOrDefaultAsync(s => s.Number == command.SeatNumber, ct);
        if (seat is null || seat.ValidFrom > command.BeginsOn || seat.ValidTo < command.BeginsOn) return new NoSuchSeat(command.SeatNumber);

        var person = before?.CommissionerId
            ?? terms.Find(t => t.AccountId is not null && t.AccountId == command.AccountId)?.CommissionerId
            ?? registrar.NewId();
        var term = TermOf(command, before?.TermId ?? registrar.NewId(), person);
        var others = terms.Where(t => t.TermId != term.TermId && t.Meets(term)).ToList();
        if (others.Find(t => t.SeatNumber == term.SeatNumber) is { } holder) return new SeatTaken(term.SeatNumber, holder.Name);
        if (others.Find(t => t.CommissionerId == person) is { } own) return new AlreadySeated(own.Name, own.SeatNumber);

        if (before is null) registrar.Enter(term, command.Reason);
        else registrar.Replace(before, term, command.Reason);
        change.Changed($"seat {term.SeatNumber}", Words(before), Words(term));
        if (term.Reason is { } reason) change.Because(reason);
        await db.SaveChangesAsync(ct);
        return term.TermId;
    }

    private static CommissionerTerm TermOf(SeatCommissionerCommand command, Guid termId, Guid person) => new()
    {
        TermId = termId,
        CommissionerId = person,
        Name = command.Name.Trim(),
        AccountId = command.AccountId,
        SeatNumber = command.SeatNumber,
        BeginsOn = command.BeginsOn,
        EndsOn = command.EndsOn,
        Instrument = command.Instrument.Trim(),
    };

    private static string? Words(CommissionerTerm? term) =>
        term is null ? null : $"{term.Name}, from {term.BeginsOn:yyyy-MM-dd} to {term.EndsOn:yyyy-MM-dd}";
}
