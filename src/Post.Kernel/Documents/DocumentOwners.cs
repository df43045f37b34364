using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents;

/// <summary>What a document is attached to: its title and address for people, and the persons whose data its documents are.</summary>
public sealed record DocumentMatter(string Title, string Link, IReadOnlyList<Guid> SubjectIds)
{
    /// <summary>False where nothing can be added any more.</summary>
    public bool TakesMore { get; init; } = true;

    /// <summary>Who gave every document of it, whatever a sender says; null where the sender says.</summary>
    public string? From { get; init; }

    /// <summary>The class of every document of it; null where the sender chooses.</summary>
    public string? Class { get; init; }
}

/// <summary>A module's answer to whose documents these are and who may see them; registered as a scoped service.</summary>
public interface IDocumentOwner
{
    /// <summary>Stored with each document, so it must not change.</summary>
    string Kind { get; }

    /// <summary>Whoever may not read the matter may not read its documents.</summary>
    string Permission { get; }

    /// <summary>Where several sides read the matter, the permission of each; <see cref="FindAsync"/> says what of it is theirs.</summary>
    IReadOnlyList<string> Permissions => [Permission];

    /// <summary>Whoever may add to it.</summary>
    string AddPermission => Permission;

    /// <returns>Null when there is nothing under that reference.</returns>
    Task<DocumentMatter?> FindAsync(string reference, CancellationToken ct);
}

/// <summary>Every kind of owner there is, with the caller's right to it.</summary>
internal sealed class DocumentOwners(IEnumerable<IDocumentOwner> owners, PermissionTable permissions, CurrentCaller caller)
{
    public async Task<Result<DocumentMatter>> OpenAsync(DocumentOwnerKey key, CancellationToken ct)
    {
        if (owners.SingleOrDefault(o => o.Kind == key.Kind) is not { } owner) return new NotFound("The file it belongs to");
        if (!owner.Permissions.Any(p => permissions.Allows(caller.Value.Roles, p))) return new NotAllowed(owner.Permission);
        return await owner.FindAsync(key.Reference, ct) is { } matter ? matter : new NotFound("The file it belongs to");
    }

    /// <summary>The matter, for whoever may add to it today.</summary>
    public async Task<Result<DocumentMatter>> OpenToAddAsync(DocumentOwnerKey key, CancellationToken ct)
    {
        var opened = await OpenAsync(key, ct);
        if (opened.Refused) return opened;
        if (!MayAdd(key)) return new NotAllowed(KernelPermissions.ReceiveDocuments);
        return opened.Value.TakesMore ? opened : new MatterClosed();
    }

    public bool MayAdd(DocumentOwnerKey key) => permissions.Allows(caller.Value.Roles, KernelPermissions.ReceiveDocuments)
        && owners.Any(o => o.Kind == key.Kind && permissions.Allows(caller.Value.Roles, o.AddPermission));
}
