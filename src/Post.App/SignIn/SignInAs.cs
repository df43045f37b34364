using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>Takes a role's demo account without a password; refused wherever it is not a demonstration.</summary>
[Requires(AccessPermissions.SignIn)]
[Audited("session.opened.demo", DataClass.None)]
internal sealed record SignInAsCommand(string Role) : ICommand<SignedIn>;

/// <summary>There is no demonstration here, or its accounts were never made.</summary>
internal sealed record NoDemoAccount() : Refusal("There is no demo account for that role here. Make them with: scripts/post demo accounts")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

internal sealed class SignInAsHandler(IdentityDb db, NewSession sessions, IHostEnvironment environment)
    : IRequestHandler<SignInAsCommand, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(SignInAsCommand command, CancellationToken ct)
    {
        // The page is not mapped elsewhere; a command sent by another way must find the same wall.
        if (!environment.IsDemo() || !Roles.OfPeople.Contains(command.Role)) return new NoDemoAccount();
        var name = DemoAccounts.UserNameOf(command.Role);
        var account = await db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.UserName == name, ct);
        if (account is null or { DisabledAt: not null }) return new NoDemoAccount();
        return await sessions.OpenAsync(account, Methods.Demo, twice: false, ct);
    }
}
