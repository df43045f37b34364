using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Contracts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Register;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Requests;

namespace Post.AccessReview.Features.AddParty;

/// <summary>
/// Says whom a matter is about, by officer number or by an agency's name. It shows nothing of the person; the event names them,
/// for a party added is a look made possible.
/// </summary>
[Requires(AccessReviewPermissions.KeepMatters)]
[Audited("matter.party.added", DataClass.None)]
internal sealed record AddPartyCommand(Guid MatterId, string? OfficerNumber, string? Agency, string Because) : ICommand<Done>;

internal sealed class AddPartyValidator : AbstractValidator<AddPartyCommand>
{
    public AddPartyValidator()
    {
        RuleFor(c => c).Must(c => string.IsNullOrWhiteSpace(c.OfficerNumber) != string.IsNullOrWhiteSpace(c.Agency))
            .WithMessage("Give an officer number or the name of an agency, one of the two.");
        RuleFor(c => c.Because).NotEmpty().WithMessage("Say why the matter is about them.")
            .MaximumLength(Matter.WordsMaxLength).WithMessage($"Shorten the reason to {Matter.WordsMaxLength} characters.");
    }
}

internal sealed record NoSuchOfficerNumber(string Number)
    : Refusal($"No officer in the record has the number {Number}. Look at the number again, such as 3110-0001.");

internal sealed record NoSuchAgency(string Name) : Refusal($"No agency in the record is known as “{Name}”. Take the name as the list of agencies has it.");

internal sealed class AddPartyHandler(AccessReviewDb db, MatterRegister register, IOfficerDirectory officers, ILawEnforcementAgencies agencies)
    : IRequestHandler<AddPartyCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AddPartyCommand command, CancellationToken ct)
    {
        var number = await db.Matters.Where(m => m.Id == command.MatterId).Select(m => m.Number).SingleOrDefaultAsync(ct);
        if (number is null) return new NotFound("This matter");
        var party = await PartyAsync(command, ct);
        return party.Refusal is { } refusal ? refusal : await register.AddPartyAsync(number, party.Value, ct);
    }

    private async Task<Result<PartyToAdd>> PartyAsync(AddPartyCommand command, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(command.OfficerNumber))
        {
            var wanted = command.OfficerNumber.Trim();
            var found = await officers.FindAsync([wanted], ct);
            return found.TryGetValue(wanted, out var person) ? PartyToAdd.Person(person, command.Because) : new NoSuchOfficerNumber(wanted);
        }

        var name = command.Agency!.Trim();
        var known = await agencies.ResolveAsync([name], ct);
        return known.TryGetValue(name, out var agency) ? PartyToAdd.Agency(agency, command.Because) : new NoSuchAgency(name);
    }
}
