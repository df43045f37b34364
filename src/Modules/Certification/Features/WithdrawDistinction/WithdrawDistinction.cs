using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.WithdrawDistinction;

/// <summary>Takes back that two officers are two persons; whatever ties them together is offered again.</summary>
[Requires(CertificationPermissions.JoinPersons)]
[Audited("persons.kept-apart.withdrawn", DataClass.Personal, Fields = ["identity"])]
internal sealed record WithdrawDistinctionCommand(Guid DistinctionId, string Reason) : ICommand<Done>;

internal sealed class WithdrawDistinctionValidator : AbstractValidator<WithdrawDistinctionCommand>
{
    public WithdrawDistinctionValidator() => RuleFor(c => c.Reason).MustSayHowItIsKnown();
}

internal sealed class WithdrawDistinctionHandler(
    CertificationDb db, JoinDesk desk, DuplicateFinder finder, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<WithdrawDistinctionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawDistinctionCommand command, CancellationToken ct)
    {
        await desk.LockAsync(ct);
        var distinction = await db.Distinctions.SingleOrDefaultAsync(d => d.Id == command.DistinctionId, ct);
        if (distinction is null) return new NotFound("This decision");
        Guid[] pair = [distinction.PersonId, distinction.OtherPersonId];
        change.About(pair);
        if (distinction.WithdrawnAt is not null) return new DistinctionWithdrawn();

        var numbers = await desk.NumbersAsync(pair, ct);
        change.Because(command.Reason.Trim());
        change.Changed($"{numbers[pair[0]]} and {numbers[pair[1]]}", "two persons", null);
        distinction.Withdraw(command.Reason.Trim(), caller.Value.Id, caller.Value.Name, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await finder.LookAsync(pair, ct);
        return Done.Instance;
    }
}
