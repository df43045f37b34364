using Post.Kernel.Access;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents;

/// <summary>What a document is attached to: its title and address for people, and the persons whose data its documents are.</summary>
public sealed record DocumentMatter(string Title, string Link, IReadOnlyList<Guid> SubjectIds);

/// <summary>A module's answer to whose documents these are and who may see them; registered as a scoped service.</summary>
public interface IDocumentOwner
{
    /// <summary>Stored with each document, so it must not change.</summary>
    string Kind { get; }

    /// <summary>Whoever may not read the matter may not read its documents.</summary>
    string Permission { get; }

    /// <returns>Null when there is nothing under that reference.</returns>
    Task<DocumentMatter?> FindAsync(string reference, CancellationToken ct);
}

/// <summary>Every kind of owner there is, with the caller's right to it.</summary>
internal sealed class DocumentOwners(IEnumerable<IDocumentOwner> owners, PermissionTable permissions, CurrentCaller caller)
{
    public async Task<Result<DocumentMatter>> OpenAsync(DocumentOwnerKey key, CancellationToken ct)
    {
        if (owners.SingleOrDefault(o => o.Kind == key.Kind) is not { } owner) return new NotFound("The file it belongs to");
        if (!permissions.Allows(caller.Value.Roles, owner.Permission)) return new NotAllowed(owner.Permission);
        return await owner.FindAsync(key.Reference, ct) is { } matter ? matter : new NotFound("The file it belongs to");
    }
}
