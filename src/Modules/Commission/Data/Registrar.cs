using Post.Commission.Domain;
using Post.Kernel.Access;

namespace Post.Commission.Data;

/// <summary>Enters rows under the caller's name, and supersedes; nothing is overwritten and nothing taken out.</summary>
internal sealed class Registrar(CommissionDb db, CurrentCaller caller, TimeProvider clock)
{
    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    public T Enter<T>(T row, string? reason = null) where T : RegisterRow
    {
        row.Sign(NewId(), clock.GetUtcNow(), caller.Value.Id, caller.Value.Name, reason);
        db.Add(row);
        return row;
    }

    public T Replace<T>(T present, T by, string? reason) where T : RegisterRow
    {
        present.Supersede(clock.GetUtcNow());
        return Enter(by, reason);
    }
}
