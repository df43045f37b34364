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

    public Task<QueueState> ReadAsync(CancellationToken ct) =>
        session.ReadQueueAsync(Sql, "their bytes are gone or altered; restore them from the back-up", ct);
}
