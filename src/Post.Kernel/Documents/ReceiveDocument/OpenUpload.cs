using MediatR;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.ReceiveDocument;

/// <summary>Asks whether a file may come, before a byte of it is read: by whom, whose, how large.</summary>
[Requires(KernelPermissions.ReceiveDocuments)]
[Audited("document.upload-opened", DataClass.Restricted)]
public sealed record OpenUploadQuery(DocumentOwnerKey Owner, long? DeclaredBytes) : IQuery<UploadTerms>;

/// <summary>How much may come, and about whom it will be.</summary>
public sealed record UploadTerms(long MaxBytes, IReadOnlyList<Guid> Subjects) : INamesSubjects
{
    IEnumerable<Guid> INamesSubjects.SubjectIds => Subjects;
}

internal sealed class OpenUploadHandler(
    DocumentOwners owners, DocumentRows rows, DocumentStore store, DocumentSettings settings, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<OpenUploadQuery, Result<UploadTerms>>
{
    private static readonly TimeSpan s_day = TimeSpan.FromHours(24);

    public async Task<Result<UploadTerms>> Handle(OpenUploadQuery query, CancellationToken ct)
    {
        var matter = await owners.OpenToAddAsync(query.Owner, ct);
        if (matter.Refusal is { } refusal) return refusal;
        if (query.DeclaredBytes > settings.MaxBytes) return new DocumentTooLarge(settings.MaxBytes);
        var sent = await rows.BytesSentSinceAsync(caller.Value.Id ?? Guid.Empty, clock.GetUtcNow() - s_day, ct);
        var left = settings.MaxBytesPerDay - sent;
        if (left <= 0 || query.DeclaredBytes > left) return new UploadQuotaReached(settings.MaxBytesPerDay);
        if (!store.HasRoom(query.DeclaredBytes ?? 0)) return new NoRoomForDocument();
        return new UploadTerms(Math.Min(settings.MaxBytes, left), matter.Value.SubjectIds);
    }
}
