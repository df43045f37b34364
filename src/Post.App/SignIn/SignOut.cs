using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.App.Identity;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.App.SignIn;

/// <summary>Ends the caller's own session, on every tab and for every copy of its cookie.</summary>
[Requires(AccessPermissions.SignOut)]
[Audited("session.closed", DataClass.None)]
internal sealed record SignOutCommand : ICommand<Done>;

internal sealed class SignOutHandler(IdentityDb db, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<SignOutCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(SignOutCommand request, CancellationToken ct)
    {
        if (caller.Value.SessionId is not { } id) return Done.Instance;
        var now = clock.GetUtcNow();
        await db.Sessions.Where(s => s.Id == id && s.EndedAt == null).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, SessionEnd.SignedOut), ct);
        return Done.Instance;
    }
}
