using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Persons;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.AnswerRequirement;

/// <summary>
/// The agency that entered an application says something else of a requirement while it is open; what it said before stays as what was
/// said, and no finding follows.
/// </summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Read">The answer that was read when this one was written.</param>
/// <param name="Said">The answer.</param>
/// <param name="Attested">Whether the attestation was ticked.</param>
[Requires(CertificationPermissions.EnterApplications)]
[Audited("own-agency.requirement.answered", DataClass.Personal, Fields = ["application", "requirements"])]
internal sealed record AnswerRequirementCommand(Guid ApplicationId, Guid? Read, RequirementSaid Said, bool Attested) : ICommand<Done>;

internal sealed class AnswerRequirementValidator : AbstractValidator<AnswerRequirementCommand>
{
    public AnswerRequirementValidator() => RuleFor(c => c.Said).SetValidator(new RequirementSaidValidator());
}

internal sealed class AnswerRequirementHandler(
    CertificationDb db, ActingMembers acting, RecordReader records, ApplicationAnswers answers, OwnApplications applications, ChangeContext change,
    TimeProvider clock)
    : IRequestHandler<AnswerRequirementCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AnswerRequirementCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        if (await applications.EnteredAsync(acts.Value.AgencyId, command.ApplicationId, ct) is not { } known) return new NotFound("This application");
        if (await db.ServingAsync(acts.Value.AgencyId, known.PersonId, clock.Today(), ct) is not { } person) return new NotOfOwnAgency();
        change.About(known.PersonId);
        if (person.PersonId != known.PersonId) return await MergedAsync(known.PersonId, person.PersonId, ct);
        await records.HoldAsync(known.PersonId, ct);
        if (await db.Applications.AnyAsync(a => a.Id == known.Id && a.ClosedAt != null, ct)) return new ApplicationClosed(known.Reference);
        var item = await db.StandardItems.AsNoTracking().SingleOrDefaultAsync(i => i.StandardId == known.StandardId && i.Code == command.Said.Code, ct);
        if (item is null) return new NoSuchRequirement();
        if (EntryRules.WhyNot(item, command.Said, clock.Today()) is { } unfit) return unfit;
        return command.Attested ? await SayAsync(known, command, ct) : new EndorsementRequired();
    }

    private async Task<Result<Done>> SayAsync(CertificationApplication known, AnswerRequirementCommand command, CancellationToken ct)
    {
        var standing = await db.RequirementAnswers.AsNoTracking()
            .SingleOrDefaultAsync(a => a.ApplicationId == known.Id && a.ItemCode == command.Said.Code && a.SupersededAt == null, ct);
        var next = answers.Answer(known.Id, command.Said);
        if (standing?.SaysTheSame(next) is true)
        {
            // The same form sent twice.
            return command.Read == standing.Id ? new AnswerOnRecord() : Done.Instance;
        }

        if (command.Read != standing?.Id) return new AnsweredMeanwhile();
        await answers.SupersedeAsync(standing, next, ct);
        change.Changed($"{known.Reference} {next.ItemCode}, as the agency says", Words(standing), Words(next));
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private async Task<Refusal> MergedAsync(Guid person, Guid into, CancellationToken ct)
    {
        var numbers = await db.People.AsNoTracking().Where(p => p.Id == person || p.Id == into).ToDictionaryAsync(p => p.Id, p => p.OfficerNumber, ct);
        return new NumberIsMerged(numbers[person], numbers[into], into);
    }

    private static string? Words(RequirementAnswer? answer) => answer is null ? null : answer.Shown ? "shown" : "not yet";
}
