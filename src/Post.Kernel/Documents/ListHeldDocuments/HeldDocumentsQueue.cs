using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Work;

namespace Post.Kernel.Documents.ListHeldDocuments;

/// <summary>Documents that are held and about which nobody has decided.</summary>
internal sealed class HeldDocumentsQueue(DbSession session) : IWorkQueue
{
    private const string Sql = $"select count(*), min(d.received_at) from kernel.document d join kernel.document_content c using (sha256) where {DocumentRows.Undecided}";

    public string Title => "Held documents";
    public string Link => "/staff/documents/held";
    public string Permission => KernelPermissions.ReleaseDocuments;

    public Task<QueueState> ReadAsync(CancellationToken ct) =>
        session.ReadQueueAsync(Sql, "release for download, or say that it stays held", ct);
}
