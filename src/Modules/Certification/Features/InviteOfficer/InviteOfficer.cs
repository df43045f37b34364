using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Certification.Data;
using Post.Certification.Members;
using Post.Certification.Personal;
using Post.Certification.Persons;
using Post.Certification.Reporting;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Features.InviteOfficer;

/// <summary>Opens the own portal to an officer: an account tied to the person, a link by mail and a code by mouth (12.07(1)(b)).</summary>
[Requires(CertificationPermissions.InviteOfficers)]
[Audited("officer.invited", DataClass.Personal, Fields = ["identity", "contact"])]
internal sealed record InviteOfficerCommand(Guid PersonId, string? Email, string? FurnishedBy) : ICommand<InvitedOfficer>, INamesSubjects
{
    public IEnumerable<Guid> SubjectIds => [PersonId];
}

/// <summary>How the officer comes in; the code is shown once.</summary>
public sealed record InvitedOfficer(string Name, PortalInvitation Invitation);

internal sealed class InviteOfficerValidator : AbstractValidator<InviteOfficerCommand>
{
    public InviteOfficerValidator()
    {
        RuleFor(c => c.Email).NotEmpty().WithMessage("Give the officer's electronic mail address: the invitation goes there.");
        RuleFor(c => c.FurnishedBy).NotEmpty().WithMessage("Say who gave the address, and by what paper: notices to it rest on that (555 CMR 12.11).")
            .MaximumLength(ContactPoint.NameMaxLength);
    }
}

internal sealed class InviteOfficerHandler(CertificationDb db, OnRecordReader records, IOfficerAccounts accounts, OfficerInvitationLetter letter, ChangeContext change)
    : IRequestHandler<InviteOfficerCommand, Result<InvitedOfficer>>
{
    public async Task<Result<InvitedOfficer>> Handle(InviteOfficerCommand command, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(command.Email, out var email)) return new EmailInvalid();
        if (!await db.People.AsNoTracking().AnyAsync(p => p.Id == command.PersonId, ct)) return new NotFound("This officer");
        var person = (await db.MembersAsync([command.PersonId], ct))[command.PersonId];
        var record = await records.OfAsync(person.PersonId, ct);
        var officer = new OfficerToInvite(person, record.Name, email.Value.ToLowerInvariant());
        var opened = await accounts.OpenAsync(officer, ct);
        if (opened.Refusal is { } refusal) return refusal;

        change.About(person.MemberIds);
        change.Summarise($"Officer {record.OfficerNumber} invited");
        change.Changed("invited at", null, officer.Email);
        change.Because(command.FurnishedBy!.Trim());
        await db.SaveChangesAsync(ct);
        return await letter.SendAsync(officer, command.FurnishedBy.Trim(), opened.Value, ct) is { } unsent
            ? unsent
            : new InvitedOfficer(record.Name, opened.Value);
    }
}
