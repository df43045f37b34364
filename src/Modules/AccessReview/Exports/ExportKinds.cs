using Post.Kernel.Access;
using Post.Kernel.Exports;

namespace Post.AccessReview.Exports;

/// <summary>The kinds of restricted files there are, by what the caller may ask for.</summary>
internal sealed class ExportKinds(IEnumerable<IRestrictedExport> kinds, PermissionTable permissions, CurrentCaller caller)
{
    public IRestrictedExport? Find(string code) => kinds.SingleOrDefault(k => k.Code == code);

    /// <summary>The kind, if the caller may also make the file: approval does not replace permission.</summary>
    public IRestrictedExport? OpenToCaller(string code) =>
        Find(code) is { } kind && permissions.Allows(caller.Value.Roles, kind.Permission) ? kind : null;

    public string TitleOf(string code) => Find(code)?.Title ?? code;
}
