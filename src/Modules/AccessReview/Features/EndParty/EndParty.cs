using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.EndParty;

/// <summary>Says that a matter is not about somebody any more; the row stays.</summary>
[Requires(AccessReviewPermissions.KeepMatters)]
[Audited("matter.party.ended", DataClass.None)]
internal sealed record EndPartyCommand(Guid PartyId, string Because) : ICommand<Done>;

internal sealed class EndPartyValidator : AbstractValidator<EndPartyCommand>
{
    public EndPartyValidator() => RuleFor(c => c.Because).NotEmpty().WithMessage("Say why the matter is not about them.")
        .MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten the reason to {Matter.WordsMaxLength} characters.");
}

internal sealed class EndPartyHandler(AccessReviewDb db, MatterRegister register, CurrentCaller caller, ChangeContext change, TimeProvider clock)
    : IRequestHandler<EndPartyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndPartyCommand command, CancellationToken ct)
    {
        var number = await db.Matters.Where(m => m.Parties.Any(p => p.Id == command.PartyId)).Select(m => m.Number).SingleOrDefaultAsync(ct);
        if (number is null) return new NotFound("This party");
        var found = await register.OpenMatterAsync(number, ct);
        if (found.Refusal is { } refusal) return refusal;
        var party = found.Value.Parties.Single(p => p.Id == command.PartyId);
        if (party.EndedAt is not null) return new NotFound("This party");
        party.EndedAt = clock.GetUtcNow();
        party.EndedByName = caller.Value.Name;
        party.EndedBecause = command.Because.Trim();
        if (party.PersonId is { } person) change.About(person);
        change.Changed($"party of {number}", (party.PersonId ?? party.AgencyId)?.ToString(), null);
        change.Because(party.EndedBecause);
        return await register.SavedAsync(found.Value, Done.Instance, ct);
    }
}
