using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>Somebody who was invited proves it by address and code, and sets the password that opens the account from now on.</summary>
[Requires(AccessPermissions.SignIn)]
[Audited("invitation.accepted", DataClass.None)]
internal sealed record AcceptInvitationCommand(Guid Id, string Code, string Password, string Again) : ICommand<SignedIn>;

internal sealed class AcceptInvitationValidator : AbstractValidator<AcceptInvitationCommand>
{
    private const int CodeMaxLength = 40;

    public AcceptInvitationValidator()
    {
        RuleFor(c => c.Code).NotEmpty().WithMessage("Give the code that you were told.").MaximumLength(CodeMaxLength);
        RuleFor(c => c.Password).NotEmpty().MaximumLength(SignInValidator.PasswordMaxLength);
        RuleFor(c => c.Again).Equal(c => c.Password).WithMessage("The two passwords are not the same. Type the password twice.");
    }
}

/// <summary>One answer for an unknown, used, void or lapsed invitation and for a wrong code.</summary>
internal sealed record InvitationRefused() : Refusal(
    "This invitation does not open with that code. It may be used, or over, or another took its place: ask whoever invited you for a new one.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed class AcceptInvitationHandler(
    IdentityDb db, Invitations invitations, UserManager<Account> accounts, NewSession sessions, ChangeContext change, TimeProvider clock)
    : IRequestHandler<AcceptInvitationCommand, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(AcceptInvitationCommand command, CancellationToken ct)
    {
        change.Summarise($"invitation {command.Id}");
        if (await invitations.FindAsync(command.Id, command.Code, ct) is not { } invitation) return new InvitationRefused();
        var account = await db.Users.Include(a => a.Grants).SingleAsync(a => a.Id == invitation.AccountId, ct);
        if (account.DisabledAt is not null || account.PasswordHash is not null) return new InvitationRefused();
        var set = await accounts.AddPasswordAsync(account, command.Password);
        if (!set.Succeeded) return new AccountNotMade(string.Join(" ", set.Errors.Select(e => e.Description)));
        invitation.UsedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        return await sessions.OpenAsync(account, Methods.Invitation, twice: false, ct);
    }
}
