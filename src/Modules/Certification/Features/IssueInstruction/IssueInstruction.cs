using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Instructions;
using Post.Certification.Notices;
using Post.Commission.Contracts;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.IssueInstruction;

/// <summary>The Commission instructs the liaisons of all agencies, or changes an instruction; each agency for which somebody acts gets a notice (12.06(2)).</summary>
[Requires(CertificationPermissions.InstructLiaisons)]
[Audited("liaison-instruction.issued", DataClass.None)]
internal sealed record IssueInstructionCommand(Guid? SeriesId, InstructionSaid Said) : ICommand<IssuedInstruction>;

/// <param name="SeriesId">The instruction.</param>
/// <param name="Agencies">How many agencies got a notice.</param>
public sealed record IssuedInstruction(Guid SeriesId, int Agencies);

internal sealed class IssueInstructionValidator : AbstractValidator<IssueInstructionCommand>
{
    public IssueInstructionValidator() => RuleFor(c => c.Said).SetValidator(new InstructionSaidValidator());
}

internal sealed class IssueInstructionHandler(
    CertificationDb db, InstructionDesk desk, InstructionLetter letter, IAuthorities authorities, ChangeContext change, TimeProvider clock)
    : IRequestHandler<IssueInstructionCommand, Result<IssuedInstruction>>
{
    public async Task<Result<IssuedInstruction>> Handle(IssueInstructionCommand command, CancellationToken ct)
    {
        var authority = await authorities.OfAsync(InstructionLetter.Regulation, clock.Today(), ct);
        if (authority.Refusal is { } missing) return missing;
        var written = await desk.WriteAsync(agency: null, command.SeriesId, command.Said, ct);
        if (written.Refusal is { } refusal) return refusal;
        var agencies = await RepresentedAsync(ct);
        foreach (var agency in agencies)
        {
            if (await letter.IssueAsync(agency.AgencyId, agency.Name, written.Value, authority.Value, ct) is { } unsent) return unsent;
        }

        change.Rows(agencies.Count);
        return new IssuedInstruction(written.Value.SeriesId, agencies.Count);
    }

    // Where nobody acts there is nobody to read it; whoever is designated later finds it in the portal.
    private async Task<List<LawEnforcementAgencyName>> RepresentedAsync(CancellationToken ct)
    {
        var today = clock.Today();
        return await db.LawEnforcementAgencyNames.AsNoTracking().Present()
            .Where(n => db.LawEnforcementAgencies.Any(a => a.Id == n.AgencyId && a.MergedIntoId == null)
                && db.Members.Any(m => m.AgencyId == n.AgencyId && db.Appointments.Any(a => a.MemberId == m.Id && a.Capacity != MemberCapacity.Clerk
                    && a.BeginsOn <= today && (a.EndsOn == null || a.EndsOn >= today))))
            .OrderBy(n => n.AgencyId).ToListAsync(ct);
    }
}
