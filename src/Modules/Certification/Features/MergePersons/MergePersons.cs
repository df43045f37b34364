using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.MergePersons;

/// <summary>Says that an officer number is another number of a person in the record; no row of either moves.</summary>
[Requires(CertificationPermissions.JoinPersons)]
[Audited("persons.merged", DataClass.Personal, Fields = ["identity"])]
internal sealed record MergePersonsCommand(Guid PersonId, Guid IntoPersonId, string Reason, string? Authority)
    : ICommand<Done>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId, IntoPersonId];
}

internal sealed class MergePersonsValidator : AbstractValidator<MergePersonsCommand>
{
    public MergePersonsValidator()
    {
        RuleFor(c => c.Reason).MustSayHowItIsKnown();
        RuleFor(c => c.Authority).MaximumLength(PersonMerge.ReasonMaxLength)
            .WithMessage($"Shorten the authority to {PersonMerge.ReasonMaxLength} characters.");
    }
}

internal sealed class MergePersonsHandler(
    CertificationDb db, JoinDesk desk, DuplicateFinder finder, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<MergePersonsCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(MergePersonsCommand command, CancellationToken ct)
    {
        await desk.LockAsync(ct);
        if (await RefusalAsync(command, ct) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        db.Merges.Add(new PersonMerge
        {
            Id = Guid.CreateVersion7(now),
            PersonId = command.PersonId,
            IntoPersonId = command.IntoPersonId,
            Reason = command.Reason.Trim(),
            Authority = string.IsNullOrWhiteSpace(command.Authority) ? null : command.Authority.Trim(),
            DecidedBy = caller.Value.Id,
            DecidedByName = caller.Value.Name,
            RecordedAt = now,
        });
        db.Publish(new PersonsMerged(command.PersonId, command.IntoPersonId));
        await db.SaveChangesAsync(ct);
        await finder.LookAsync([command.PersonId, command.IntoPersonId], ct);
        return Done.Instance;
    }

    private async Task<Refusal?> RefusalAsync(MergePersonsCommand command, CancellationToken ct)
    {
        var (from, into) = (command.PersonId, command.IntoPersonId);
        if (from == into) return new MergeIntoItself();
        var members = await db.MembersAsync([from, into], ct);
        var ids = members.Values.SelectMany(m => m.MemberIds).Distinct().ToList();
        var numbers = await desk.NumbersAsync(ids, ct);
        if (!numbers.TryGetValue(from, out var fromNumber) || !numbers.TryGetValue(into, out var intoNumber))
        {
            return new NotFound("One of the officers");
        }

        change.About(ids);
        foreach (var id in new[] { from, into })
        {
            if (members[id].PersonId != id) return new NumberIsMerged(numbers[id], numbers[members[id].PersonId], members[id].PersonId);
        }

        if (members[from].MemberIds.Count > 1)
        {
            return new NumberTakesOthersIn(fromNumber, [.. members[from].MemberIds.Skip(1).Select(m => numbers[m]).Order(StringComparer.Ordinal)]);
        }

        if (await desk.DistinctionAsync([from], members[into].MemberIds, ct) is { } apart)
        {
            return new NumbersKeptApart(numbers[apart.PersonId], numbers[apart.OtherPersonId], apart.DecidedByName, apart.Reason);
        }

        change.Because(command.Reason.Trim());
        change.Changed($"person of the number {fromNumber}", fromNumber, intoNumber);
        return null;
    }
}
