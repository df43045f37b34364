using Microsoft.EntityFrameworkCore;
using Post.Certification.Data;
using Post.Certification.Domain;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Certification.Desk;

/// <summary>A saved view as its reader sees it.</summary>
public sealed record SavedViewRow(Guid Id, string Name, string List, string Address, bool Shared, bool Own, string Owner, bool MayRemove);

/// <summary>Finds the views that the caller may see: their own, and shared ones of lists that they may open.</summary>
internal sealed class SavedViews(CertificationDb db, CurrentCaller caller, PermissionTable permissions)
{
    private const int Most = 60;

    public async Task<IReadOnlyList<SavedViewRow>> AllAsync(CancellationToken ct)
    {
        var me = caller.Value.Id ?? Guid.Empty;
        ViewList[] open = [.. Enum.GetValues<ViewList>().Where(MayOpen)];
        var found = await db.SavedViews.AsNoTracking()
            .Where(v => v.RemovedAt == null && (v.OwnerId == me || v.Shared) && open.Contains(v.List))
            .OrderBy(v => v.Name).ThenBy(v => v.Id).Take(Most).ToListAsync(ct);
        return found.ConvertAll(v => new SavedViewRow(
            v.Id, v.Name, ViewAddress.WordsOf(v.List), v.Address, v.Shared, v.OwnerId == me, v.OwnerName, MayRemove(v)));
    }

    /// <summary>One of them, held for a change; another's private view is as if it were not.</summary>
    public async Task<Result<SavedView>> FindAsync(Guid id, CancellationToken ct)
    {
        var me = caller.Value.Id ?? Guid.Empty;
        var view = await db.SavedViews.SingleOrDefaultAsync(v => v.Id == id && v.RemovedAt == null && (v.OwnerId == me || v.Shared), ct);
        return view is null ? new NotFound("This view") : view;
    }

    public bool MayOpen(ViewList list) => permissions.Allows(caller.Value.Roles, ViewAddress.PermissionOf(list));

    public bool IsOwn(SavedView view) => view.OwnerId == caller.Value.Id;

    /// <summary>Whoever saved it; and of shared ones whoever decides, since its owner may have left.</summary>
    public bool MayRemove(SavedView view) =>
        IsOwn(view) || (view.Shared && permissions.Allows(caller.Value.Roles, CertificationPermissions.Decide));

    public Task<bool> IsTakenAsync(string name, Guid? but, CancellationToken ct) => db.SavedViews.AnyAsync(
        v => v.OwnerId == caller.Value.Id && v.RemovedAt == null && v.Name == name && v.Id != but, ct);
}
