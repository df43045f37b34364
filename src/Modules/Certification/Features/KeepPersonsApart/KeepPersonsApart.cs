using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.KeepPersonsApart;

/// <summary>Says that two officers of one name are two persons: they are not offered again, and nobody may merge them.</summary>
[Requires(CertificationPermissions.JoinPersons)]
[Audited("persons.kept-apart", DataClass.Personal, Fields = ["identity"])]
internal sealed record KeepPersonsApartCommand(Guid PersonId, Guid OtherPersonId, string Reason) : ICommand<Done>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId, OtherPersonId];
}

internal sealed class KeepPersonsApartValidator : AbstractValidator<KeepPersonsApartCommand>
{
    public KeepPersonsApartValidator() => RuleFor(c => c.Reason).MustSayHowItIsKnown();
}

internal sealed class KeepPersonsApartHandler(
    CertificationDb db, JoinDesk desk, DuplicateFinder finder, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<KeepPersonsApartCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(KeepPersonsApartCommand command, CancellationToken ct)
    {
        var (one, other) = JoinDesk.InOrder(command.PersonId, command.OtherPersonId);
        if (one == other) return new MergeIntoItself();
        await desk.LockAsync(ct);
        var numbers = await desk.NumbersAsync([one, other], ct);
        if (numbers.Count < 2) return new NotFound("One of the officers");
        var members = await db.MembersAsync([one, other], ct);
        if (members[one].PersonId == members[other].PersonId) return new NumbersAreOnePerson(numbers[one], numbers[other]);
        if (await desk.DistinctionAsync([one], [other], ct) is not null) return new KeptApartAlready(numbers[one], numbers[other]);

        change.About(members.Values.SelectMany(m => m.MemberIds));
        change.Because(command.Reason.Trim());
        change.Changed($"{numbers[one]} and {numbers[other]}", null, "two persons");
        var now = clock.GetUtcNow();
        db.Distinctions.Add(new PersonDistinction
        {
            Id = Guid.CreateVersion7(now),
            PersonId = one,
            OtherPersonId = other,
            Reason = command.Reason.Trim(),
            DecidedBy = caller.Value.Id,
            DecidedByName = caller.Value.Name,
            RecordedAt = now,
        });
        await db.SaveChangesAsync(ct);
        await finder.LookAsync([one, other], ct);
        return Done.Instance;
    }
}
