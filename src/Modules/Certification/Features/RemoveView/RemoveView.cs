using MediatR;
using Post.Audit;
using Post.Certification.Data;
using Post.Certification.Desk;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Certification.Features.RemoveView;

/// <summary>Takes a view away: one's own, or a shared one whose owner may have left.</summary>
[Requires(CertificationPermissions.ReadApplications)]
[Audited("certification-view.removed", DataClass.None, Fields = ["view"])]
internal sealed record RemoveViewCommand(Guid ViewId) : ICommand<Done>;

internal sealed class RemoveViewHandler(CertificationDb db, SavedViews views, ChangeContext change, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<RemoveViewCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemoveViewCommand command, CancellationToken ct)
    {
        var found = await views.FindAsync(command.ViewId, ct);
        if (found.Refusal is { } refusal) return refusal;
        var view = found.Value;
        if (!views.MayRemove(view)) return new NotYourView(view.OwnerName);
        view.Remove(caller.Value.Name, clock.GetUtcNow());
        change.Changed("name", view.Name, null);
        change.Summarise(view.Address);
        await db.SaveChangesAsync(ct);
        return Done.Instance;
    }
}
