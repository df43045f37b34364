using Microsoft.EntityFrameworkCore;
using Post.Kernel.Access;

namespace Post.App.Identity;

/// <summary>Who is behind an account, for rules that depend on it.</summary>
internal sealed class AccountDirectory(IdentityDb db) : IAccountDirectory
{
    public Task<AccountIdentity?> FindAsync(Guid account, CancellationToken ct) =>
        db.Users.AsNoTracking().Where(a => a.Id == account)
            .Select(a => new AccountIdentity(a.Id, a.DisplayName, a.Kind, a.PersonId, a.AgencyId)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, Guid>> PersonsAsync(IReadOnlyCollection<Guid> accounts, CancellationToken ct) =>
        await db.Users.AsNoTracking()
            .Where(a => accounts.Contains(a.Id) && a.PersonId != null)
            .ToDictionaryAsync(a => a.Id, a => a.PersonId!.Value, ct);
}
