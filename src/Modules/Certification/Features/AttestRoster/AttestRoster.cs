using FluentValidation;
using MediatR;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Certification.Members;
using Post.Certification.Reporting;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Features.AttestRoster;

/// <summary>The head attests to the roster exactly as it was shown; if it is another by now, it is read again first.</summary>
[Requires(CertificationPermissions.AttestRoster)]
[Audited("own-agency.roster.attested", DataClass.Personal, Fields = ["identity", "employment"], Lists = true)]
internal sealed record AttestRosterCommand(string Digest, bool Attested) : ICommand<Done>;

internal sealed class AttestRosterValidator : AbstractValidator<AttestRosterCommand>
{
    public AttestRosterValidator() => RuleFor(c => c.Digest).NotEmpty().WithMessage("Read the roster first.");
}

/// <summary>Somebody came, left or changed after the head opened the page.</summary>
internal sealed record RosterChanged()
    : Refusal("The roster is not the one that you read any more. Read it as it stands now, then attest.");

internal sealed class AttestRosterHandler(
    CertificationDb db, ActingMembers acting, ReportDesk desk, PresentRoster roster, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<AttestRosterCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(AttestRosterCommand command, CancellationToken ct)
    {
        var acts = await acting.CurrentAsync(ct, MemberCapacity.Head);
        if (acts.Refusal is { } refusal) return refusal;
        if (!command.Attested) return new AttestationRequired();
        var (agency, today) = (acts.Value.AgencyId, clock.Today());
        await desk.HoldAsync(agency, ct);
        var (lines, members) = await roster.OfAsync(agency, today, ct);
        var digest = RosterAttestation.DigestOf(agency, today, PresentRoster.AttestationVersion, lines);
        if (!string.Equals(Convert.ToHexString(digest), command.Digest, StringComparison.Ordinal)) return new RosterChanged();

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        db.RosterAttestations.Add(new RosterAttestation
        {
            Id = id,
            AgencyId = agency,
            AttestedOn = today,
            AttestedAt = clock.GetUtcNow(),
            AttestedBy = caller.Value.Id,
            AttestedByName = caller.Value.Name,
            Attested = PresentRoster.AttestationVersion,
            Officers = lines.Count,
            Digest = digest,
        });
        db.RosterLines.AddRange(lines.Select((line, place) => Line(id, place + 1, line)));
        change.About(members);
        change.Artefact(digest);
        change.Rows(lines.Count);
        change.Summarise($"Roster of {acts.Value.Agency}: {lines.Count} officers");
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }

    private static RosterAttestationLine Line(Guid attestation, int place, RosterLine line) => new()
    {
        AttestationId = attestation,
        Place = place,
        PersonId = line.PersonId,
        OfficerNumber = line.OfficerNumber,
        Name = line.Name,
        Rank = line.Rank,
        Since = line.Since,
    };
}
