using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.UnmergePersons;

/// <summary>Takes a merge back: the number stands alone again, with all that was ever reported under it.</summary>
[Requires(CertificationPermissions.JoinPersons)]
[Audited("persons.unmerged", DataClass.Personal, Fields = ["identity"])]
internal sealed record UnmergePersonsCommand(Guid PersonId, string Reason) : ICommand<Done>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

internal sealed class UnmergePersonsValidator : AbstractValidator<UnmergePersonsCommand>
{
    public UnmergePersonsValidator() => RuleFor(c => c.Reason).MustSayHowItIsKnown();
}

internal sealed class UnmergePersonsHandler(
    CertificationDb db, JoinDesk desk, DuplicateFinder finder, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<UnmergePersonsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(UnmergePersonsCommand command, CancellationToken ct)
    {
        await desk.LockAsync(ct);
        var members = (await db.MembersAsync([command.PersonId], ct))[command.PersonId];
        var numbers = await desk.NumbersAsync(members.MemberIds, ct);
        if (!numbers.TryGetValue(command.PersonId, out var number)) return new NotFound("This officer");
        var merge = await db.Merges.Present().SingleOrDefaultAsync(m => m.PersonId == command.PersonId, ct);
        if (merge is null) return new NumberNotMerged(number);

        change.About(members.MemberIds);
        change.Because(command.Reason.Trim());
        change.Changed($"person of the number {number}", numbers[merge.IntoPersonId], number);
        merge.Undo(command.Reason.Trim(), caller.Value.Id, caller.Value.Name, clock.GetUtcNow());
        db.Publish(new PersonsUnmerged(merge.PersonId, merge.IntoPersonId));
        await db.SaveChangesAsync(ct);
        await finder.LookAsync([merge.PersonId, merge.IntoPersonId], ct);
        return Done.Instance;
    }
}
