using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Work;

namespace Post.Kernel.Documents.CheckDocuments;

/// <summary>Contents that are gone or altered: an operator restores them, or says who altered them.</summary>
internal sealed class DamagedDocumentsQueue(DbSession session) : IWorkQueue
{
    private const string Sql = """
        select count(*), min(f.found_at) from kernel.document_content c
        cross join lateral (select max(found_at) as found_at from kernel.document_finding where sha256 = c.sha256) f
        where c.integrity <> 'Intact'
        """;

    public string Title => "Damaged documents";
    public string Link => "/staff/documents/integrity";
    public string Permission => KernelPermissions.Operate;

    public async Task<QueueState> ReadAsync(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Sql, session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var count = (int)reader.GetInt64(0);
        return count == 0
            ? QueueState.Empty
            : new QueueState(count, reader.GetFieldValue<DateTimeOffset>(1), "their bytes are gone or altered; restore them from the back-up");
    }
}
