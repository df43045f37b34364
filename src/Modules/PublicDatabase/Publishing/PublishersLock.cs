using Npgsql;
using Post.Kernel.Data;

namespace Post.PublicDatabase.Publishing;

/// <summary>
/// One publisher at a time, from before it reads the facts until its request has ended: else a slow one that read the
/// facts before a withdrawal could write its old copy after it.
/// </summary>
internal sealed class PublishersLock(DbSession session)
{
    public async Task TakeAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('post.publisher'))",
            session.Connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
