using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Applications;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.EnterApplication;

/// <summary>
/// The head or a liaison enters an application for an officer of the agency and attests to it (555 CMR 9.04): it is received today, and
/// what is said of the requirements stands beside what staff will find.
/// </summary>
/// <param name="EntryId">Given by the form, so that sending it twice enters one.</param>
/// <param name="PersonId">The officer.</param>
/// <param name="Kind">What is applied for.</param>
/// <param name="Representative">Head of the bargaining unit, who is told of the decision (555 CMR 9.10).</param>
/// <param name="Said">Of each requirement: shown, or not yet.</param>
/// <param name="Attested">Whether the attestation was ticked.</param>
[Requires(CertificationPermissions.EnterApplications)]
[Audited("own-agency.application.entered", DataClass.Personal, Fields = ["identity", "application", "requirements"])]
internal sealed record EnterApplicationCommand(
    Guid EntryId, Guid PersonId, string Kind, string? Representative, IReadOnlyList<RequirementSaid> Said, bool Attested)
    : ICommand<ApplicationReceipt>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <summary>That it was received, and under which number.</summary>
public sealed record ApplicationReceipt(Guid Id, string Reference);

internal sealed class EnterApplicationValidator : AbstractValidator<EnterApplicationCommand>
{
    public EnterApplicationValidator()
    {
        RuleFor(c => c.EntryId).NotEmpty().WithMessage("Open the form anew.");
        RuleFor(c => c.Kind).Must(EnteredKinds.IsOne).WithMessage("Choose what is applied for.");
        RuleFor(c => c.Representative).MaximumLength(CertificationApplication.RepresentativeMaxLength)
            .WithMessage($"Shorten the name to {CertificationApplication.RepresentativeMaxLength} characters.");
        RuleForEach(c => c.Said).SetValidator(new RequirementSaidValidator());
    }
}

internal sealed class EnterApplicationHandler(
    CertificationDb db, ActingMembers acting, RecordReader records, ApplicationOpening opening, ApplicationAnswers answers, OwnApplications applications,
    ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<EnterApplicationCommand, Result<ApplicationReceipt>>
{
    public async Task<Result<ApplicationReceipt>> Handle(EnterApplicationCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Liaison);
        if (acts.Refusal is { } refusal) return refusal;
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        if (await db.ServingAsync(agency, command.PersonId, today, ct) is null) return new NotOfOwnAgency();
        await records.HoldAsync(command.PersonId, ct);
        if (await db.ApplicationEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == command.EntryId, ct) is { } sent)
        {
            return await SentAgainAsync(command, agency, sent, ct);
        }

        var kind = Enum.Parse<ApplicationKind>(command.Kind);
        if (await WhyNotAsync(command, kind, today, ct) is { } unfit) return unfit;
        var opened = await opening.OpenAsync(
            new ApplicationIncoming(command.PersonId, kind, agency, today) { Representative = command.Representative }, ct);
        if (opened.Refusal is { } no) return no;
        db.ApplicationEntries.Add(Entry(command, acts.Value, opened.Value.Id));
        answers.Add(opened.Value.Id, command.Said);
        change.About(command.PersonId);
        change.Changed("requirements shown, as the agency says", null, $"{command.Said.Count(s => s.Shown is true)} of {command.Said.Count}");
        await db.SaveChangesAsync(ct);
        return new ApplicationReceipt(opened.Value.Id, opened.Value.Reference);
    }

    private async Task<Refusal?> WhyNotAsync(EnterApplicationCommand command, ApplicationKind kind, DateOnly today, CancellationToken ct)
    {
        // Whether it may be entered at all comes before what is still missing in it.
        if (await opening.WhyNotAsync(command.PersonId, kind, await records.OfAsync(command.PersonId, ct), ct) is { } refusal) return refusal;
        if (await opening.StandardAsync(kind, today, ct) is not { } standard) return new NoStandardInForce(today);
        var items = await db.StandardItems.AsNoTracking().Where(i => i.StandardId == standard.Id).OrderBy(i => i.Place).ToListAsync(ct);
        return EntryRules.WhyNot(items, command.Said, today) ?? (command.Attested ? null : new EndorsementRequired());
    }

    // Two clicks on one button are one application; the same key with other words is none.
    private async Task<Result<ApplicationReceipt>> SentAgainAsync(EnterApplicationCommand command, Guid agency, ApplicationEntry sent, CancellationToken ct)
    {
        var application = await applications.EnteredAsync(agency, sent.ApplicationId, ct);
        if (application is null || sent.EnteredBy != caller.Value.Id || application.PersonId != command.PersonId || application.Kind.ToString() != command.Kind)
        {
            return new FormSentAlready();
        }

        var first = (await db.RequirementAnswers.AsNoTracking().Where(a => a.ApplicationId == application.Id).ToListAsync(ct))
            .GroupBy(a => a.ItemCode).Select(g => g.OrderBy(a => a.SaidAt).ThenBy(a => a.SupersededAt ?? DateTimeOffset.MaxValue).First()).ToList();
        var same = first.Count == command.Said.Count
            && command.Said.All(s => s.Shown is not null && first.Exists(a => a.SaysTheSame(answers.Answer(application.Id, s))));
        if (!same) return new FormSentAlready();
        change.Summarise($"{application.Reference}: sent again, and nothing was changed");
        return new ApplicationReceipt(application.Id, application.Reference);
    }

    private ApplicationEntry Entry(EnterApplicationCommand command, ActingMember acts, Guid application) => new()
    {
        Id = command.EntryId,
        ApplicationId = application,
        AgencyId = acts.AgencyId,
        Capacity = acts.Capacity,
        Attested = EntryRules.AttestationVersion,
        EnteredAt = clock.GetUtcNow(),
        EnteredBy = caller.Value.Id,
        EnteredByName = caller.Value.Name,
    };
}
