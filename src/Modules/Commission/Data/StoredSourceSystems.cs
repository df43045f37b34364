using Microsoft.EntityFrameworkCore;
using Post.Commission.Domain;
using Post.Kernel.Imports;

namespace Post.Commission.Data;

/// <summary>Systems in use, for whoever takes files from them.</summary>
internal sealed class StoredSourceSystems(CommissionDb db) : ISourceSystems
{
    public async Task<IReadOnlyList<SourceSystem>> InUseAsync(CancellationToken ct) => await db.Systems.AsNoTracking()
        .Where(s => s.SupersededAt == null && s.State == SystemState.InUse)
        .OrderBy(s => s.Name).Select(s => new SourceSystem(s.Code, s.Name)).ToListAsync(ct);
}
