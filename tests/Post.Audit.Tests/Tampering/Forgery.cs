using Npgsql;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Sealer.Tree;
using Post.Testing;

namespace Post.Audit.Tests.Tampering;

internal static class SealedLogAsSuperuser
{
    public static async Task RunAsync(PostDatabase database, string sql)
    {
        await using var superuser = SealedLog.Connect(database.Superuser);
        await superuser.OpenAsync();
        await using var command = new NpgsqlCommand(sql, superuser);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>What somebody can do who knows the format and has every right in the database, but not the key.</summary>
internal static class Forgery
{
    /// <summary>Writes an event anew, with a hash that fits.</summary>
    public static async Task RewriteEventAsync(SealedLog log, long index, Func<AuditEvent, AuditEvent> change)
    {
        var id = await log.EventAtAsync(index);
        var digest = await log.AskAsync<byte[]>($"select payload_digest from audit.event where id = '{id}'");
        var changed = change(log.Appended.Single(e => e.Id == id));
        var leaf = CanonicalEncoder.LeafHash(CanonicalEncoder.Header(changed), digest);
        await log.TamperAsync($"update audit.event set outcome = '{changed.Outcome}', leaf_hash = '\\x{Convert.ToHexString(leaf)}' where id = '{id}'");
    }

    /// <summary>Makes every checkpoint say what the leaves now give; the signatures under them stay.</summary>
    public static async Task RecomputeCheckpointsAsync(SealedLog log, SigningKey? key = null)
    {
        foreach (var size in await SizesAsync(log))
        {
            var tree = new TreeEdge();
            for (var i = 0L; i < size; i++) _ = tree.Append(await log.AskAsync<byte[]>($"select leaf_hash from audit.leaf where idx = {i}")).ToList();
            var checkpoint = new Checkpoint(SealedLog.Origin, size, tree.Root());
            var note = await log.AskAsync<string>($"select note from audit.checkpoint where size = {size}");
            var forged = key?.Sign(checkpoint.Text) ?? checkpoint.Text + note[note.LastIndexOf("\n\n", StringComparison.Ordinal)..][1..];
            await log.TamperAsync($"update audit.checkpoint set root = '\\x{Convert.ToHexString(checkpoint.Root)}', note = '{forged}' where size = {size} and root <> '\\x{Convert.ToHexString(checkpoint.Root)}'");
        }
    }

    /// <summary>Writes and seals other events in a copy of the log, with the true key.</summary>
    public static async Task GoOnAsync(SealedLog log, PostDatabase copy, int count)
    {
        await using var connection = SealedLog.Connect(copy.App);
        await connection.OpenAsync();
        for (var i = 0; i < count; i++)
        {
            var e = log.Next();
            var own = e with { Stamp = e.Stamp with { Producer = "app@copy", Sequence = 1 + i } };
            await AuditStore.AppendAsync(connection, [own], CancellationToken.None);
        }

        await using var sealer = (await LogSealer.OpenAsync(copy.Sealer, SealedLog.Origin, log.Key, CancellationToken.None))!;
        await SealedLog.SealAllAsync(sealer, copy);
    }

    private static async Task<long[]> SizesAsync(SealedLog log) =>
        await log.AskAsync<long[]>("select array_agg(size order by size) from audit.checkpoint");
}
