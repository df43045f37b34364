using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Intake;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.MapAgencySpelling;

/// <summary>Says whose a spelling is: an existing agency's, or that of an agency of its own with its official name.</summary>
[Requires(CertificationPermissions.MapSpellings)]
[Audited("agency-spelling.mapped", DataClass.None, Fields = ["employer"])]
internal sealed record MapAgencySpellingCommand(Guid SpellingId, Guid? AgencyId, string? OfficialName, string Reason)
    : ICommand<Done>;

internal sealed class MapAgencySpellingValidator : AbstractValidator<MapAgencySpellingCommand>
{
    public MapAgencySpellingValidator()
    {
        RuleFor(c => c).Must(c => c.AgencyId is null != string.IsNullOrWhiteSpace(c.OfficialName))
            .WithMessage("Choose an existing agency, or give the official name of an agency of its own: one of the two.");
        RuleFor(c => c.OfficialName).MaximumLength(LawEnforcementAgency.NameMaxLength)
            .WithMessage($"Shorten the official name to {LawEnforcementAgency.NameMaxLength} characters.");
        RuleFor(c => c.OfficialName).Must(n => AgencySpelling.FoldOf(n!).Length > 0)
            .When(c => !string.IsNullOrWhiteSpace(c.OfficialName))
            .WithMessage("Write the official name with letters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say how you know: the reason is kept with the decision.");
        RuleFor(c => c.Reason).MaximumLength(AgencySpellingDecision.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {AgencySpellingDecision.ReasonMaxLength} characters.");
    }
}

internal sealed class MapAgencySpellingHandler(
    CertificationDb db, DbSession session, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<MapAgencySpellingCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(MapAgencySpellingCommand command, CancellationToken ct)
    {
        var spelling = await db.Spellings.SingleOrDefaultAsync(s => s.Id == command.SpellingId, ct);
        if (spelling is not { AgencyId: { } from }) return new NotFound("This spelling");

        var agencies = new SpellingAgencies(db, clock);
        var chosen = command.AgencyId is { } id
            ? await agencies.ExistingAsync(spelling, id, ct)
            : await agencies.OwnAsync(spelling, command.OfficialName!.Trim(), ct);
        if (chosen.Refusal is { } refusal) return refusal;

        var into = chosen.Value;
        var reason = command.Reason.Trim();
        db.SpellingDecisions.Add(spelling.Map(NewId(), into, reason, caller.Value.Id, caller.Value.Name, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        if (into != from) await MoveAsync(spelling, from, into, ct);
        change.Because(reason);
        change.Changed($"agency of the spelling {spelling.Spelling}", from.ToString(), into.ToString());
        db.Publish(new LawEnforcementAgenciesChanged(from == into ? [into] : [from, into]));
        return Done.Instance;
    }

    private async Task MoveAsync(AgencySpelling spelling, Guid from, Guid into, CancellationToken ct)
    {
        var whole = await ProvisionalAgencies.RetireIfUnspelledAsync(db, from, into, clock.GetUtcNow(), ct);
        db.Publish(whole ? new LawEnforcementAgencyMerged(from, into) : new AgencySpellingMoved(spelling.Spelling, from, into));
        var persons = await EmploymentRepointing.RunAsync(session, spelling.Id, into, clock.GetUtcNow(), ct);
        change.About(persons);
        foreach (var chunk in persons.Chunk(IntakeOutcome.PersonsPerEvent)) db.Publish(new OfficersChanged(chunk));
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
