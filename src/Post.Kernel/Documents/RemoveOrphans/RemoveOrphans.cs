using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.RemoveOrphans;

/// <summary>
/// Takes away files that no row names: left by a process that died, or by a receipt that was refused, between the bytes
/// and the row. Nobody was told that they were received.
/// </summary>
[Requires(KernelPermissions.Operate)]
[Audited("documents.orphans-removed", DataClass.None)]
public sealed record RemoveOrphansCommand : ICommand<Done>;

internal sealed class RemoveOrphansHandler(
    DbSession session, DocumentRows rows, DocumentStore store, DocumentSettings settings, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RemoveOrphansCommand, Result<Done>>
{
    private const int AtATime = 500;

    public async Task<Result<Done>> Handle(RemoveOrphansCommand command, CancellationToken ct)
    {
        var removed = 0;
        var old = clock.GetUtcNow() - settings.OrphanAge;
        foreach (var some in OldFiles(old).Chunk(AtATime))
        {
            var known = await KnownAsync([.. some.Select(p => Path.GetFileName(p))], ct);
            foreach (var path in some.Where(p => !known.Contains(Path.GetFileName(p))))
            {
                if (await RemoveAsync(path, old, ct)) removed++;
            }
        }

        change.Summarise($"{removed} files without a row removed");
        return Done.Instance;
    }

    // Altered bytes that were set aside are evidence and lie in a folder of their own, which is not looked into.
    private IEnumerable<string> OldFiles(DateTimeOffset old)
    {
        if (!Directory.Exists(store.Folder)) return [];
        var arriving = Directory.EnumerateFiles(store.Folder, $"{DocumentStore.ArrivingPrefix}*");
        var kept = Directory.EnumerateDirectories(store.Folder, "??")
            .SelectMany(first => Directory.EnumerateDirectories(first, "??"))
            .SelectMany(second => Directory.EnumerateFiles(second));
        return arriving.Concat(kept).Where(path => File.GetLastWriteTimeUtc(path) < old.UtcDateTime);
    }

    private async Task<HashSet<string>> KnownAsync(string[] names, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select sha256 from kernel.document_content where sha256 = any ($1)", session.Connection).With((object)names);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var known = new HashSet<string>();
        while (await reader.ReadAsync(ct)) known.Add(reader.GetString(0));
        return known;
    }

    // Asked again under the content's lock: the same bytes may just be arriving once more.
    private async Task<bool> RemoveAsync(string path, DateTimeOffset old, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        await rows.HoldContentAsync(name, ct);
        if (File.GetLastWriteTimeUtc(path) >= old.UtcDateTime || (await KnownAsync([name], ct)).Count > 0) return false;
        File.Delete(path);
        return true;
    }
}
