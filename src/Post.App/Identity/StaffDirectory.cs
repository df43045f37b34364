using Microsoft.EntityFrameworkCore;
using Post.App.Access;
using Post.Commission.Contracts;

namespace Post.App.Identity;

/// <summary>The accounts of the Commission's own people, for registers that name one.</summary>
internal sealed class StaffDirectory(IdentityDb db) : IStaffDirectory
{
    public async Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken ct)
    {
        var accounts = await db.Users.AsNoTracking().Include(a => a.Grants).OrderBy(a => a.DisplayName).ToListAsync(ct);
        return
        [
            .. accounts.Select(a => new StaffMember(a.Id, a.DisplayName, a.RolesInForce))
                .Where(s => s.Roles.Any(RolePermissions.Staff.Contains)),
        ];
    }
}
