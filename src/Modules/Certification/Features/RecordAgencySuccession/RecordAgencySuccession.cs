using System.Globalization;
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
using Post.Kernel.Time;

namespace Post.Certification.Features.RecordAgencySuccession;

/// <summary>
/// Records that an agency ended on a day and who took over, or corrects what was recorded of it. Nobody's service moves:
/// whoever is still reported there is queued for a person to look at. What it corrects is the succession in force that it supersedes.
/// </summary>
[Requires(CertificationPermissions.KeepAgencies)]
[Audited("agency-succession.recorded", DataClass.None, Fields = ["succession", "review"])]
internal sealed record RecordAgencySuccessionCommand(
    Guid AgencyId, AgencyEnding? Nature, DateOnly? EndedOn, IReadOnlyList<Guid> SuccessorIds, string Authority, string Reason,
    Guid? Corrects = null) : ICommand<Done>;

internal sealed class RecordAgencySuccessionValidator : AbstractValidator<RecordAgencySuccessionCommand>
{
    public RecordAgencySuccessionValidator()
    {
        RuleFor(c => c.Nature).NotNull().WithMessage("Say what became of the agency.");
        RuleFor(c => c.EndedOn).NotNull().WithMessage("Give the first day on which the agency was there no more.");
        RuleFor(c => c.SuccessorIds).NotEmpty().WithMessage("Choose the agency that took over.");
        RuleFor(c => c.SuccessorIds).Must(s => s.Count <= AgencySuccession.MostSuccessors)
            .WithMessage($"Choose at most {AgencySuccession.MostSuccessors} agencies.");
        RuleFor(c => c.SuccessorIds).Must(s => s.Distinct().Count() > 1)
            .When(c => c.Nature is AgencyEnding.Divided && c.SuccessorIds.Count > 0)
            .WithMessage("An agency that was divided went to two or more: choose each of them.");
        RuleFor(c => c.Authority).NotEmpty().WithMessage("Say what it rests on: the act, vote, bylaw or letter, with its date.");
        RuleFor(c => c.Authority).MaximumLength(AgencySuccession.AuthorityMaxLength)
            .WithMessage($"Shorten the authority to {AgencySuccession.AuthorityMaxLength} characters.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Say how you know: the reason is kept with the record.");
        RuleFor(c => c.Reason).MaximumLength(AgencySuccession.ReasonMaxLength)
            .WithMessage($"Shorten the reason to {AgencySuccession.ReasonMaxLength} characters.");
    }
}

internal sealed class RecordAgencySuccessionHandler(
    CertificationDb db, DbSession session, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RecordAgencySuccessionCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordAgencySuccessionCommand command, CancellationToken ct)
    {
        if (!await EndedAgencies.TryLockAsync(session, ct)) return new FileIsBeingTakenIn();
        var check = await SuccessionCheck.OpenAsync(db, command, clock.Today(), ct);
        if (check.Refusal() is { } refusal) return refusal;

        var reason = command.Reason.Trim();
        if (check.Corrected is { } corrected) await SupersedeAsync(corrected, reason, ct);
        var succession = Succession(command);
        db.Successions.Add(succession);
        await db.SaveChangesAsync(ct);
        change.About(await EndedAgencies.QueueAsync(session, clock.GetUtcNow(), clock.Today(), ct));
        change.Because(reason);
        change.Changed($"end of {check.NameOf(command.AgencyId)}", Words(check, check.Corrected), Words(check, succession));
        var concerned = succession.Successors.Concat(check.Corrected?.Successors ?? []).Select(s => s.AgencyId).Distinct();
        db.Publish(new AgencySuccessionChanged(command.AgencyId, [.. concerned]));
        return Done.Instance;
    }

    private async Task SupersedeAsync(AgencySuccession corrected, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        corrected.Supersede(reason, caller.Value.Name, now);
        change.About(await EndedAgencies.CloseAsync(
            session, corrected.Id, "The end of the agency was corrected.", caller.Value.Name, now, ct));
    }

    private AgencySuccession Succession(RecordAgencySuccessionCommand command)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new AgencySuccession
        {
            Id = id,
            AgencyId = command.AgencyId,
            Nature = command.Nature!.Value,
            EndedOn = command.EndedOn!.Value,
            Authority = command.Authority.Trim(),
            Reason = command.Reason.Trim(),
            RecordedBy = caller.Value.Id,
            RecordedByName = caller.Value.Name,
            RecordedAt = now,
            Successors = [.. command.SuccessorIds.Distinct().Select(s => new AgencySuccessor { SuccessionId = id, AgencyId = s })],
        };
    }

    private static string? Words(SuccessionCheck check, AgencySuccession? succession)
    {
        if (succession is null) return null;
        var successors = string.Join("; ", succession.Successors.Select(s => check.NameOf(s.AgencyId)));
        return string.Create(CultureInfo.InvariantCulture, $"{succession.Nature} on {succession.EndedOn:yyyy-MM-dd}: {successors}");
    }
}
