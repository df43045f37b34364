using Post.AccessReview;
using Post.App.Staff;
using Post.Certification;
using Post.Kernel.Access;

namespace Post.App.OfficerSide;

/// <summary>The menu of a person's own portal, and of that only what exists in this process.</summary>
public sealed class OfficerMenu(PermissionTable permissions, EndpointDataSource endpoints)
{
    public const string Home = "/me";

    private static readonly MenuItem[] s_items =
    [
        new("My record", "My record", Home, CertificationPermissions.UseOwnRecord),
        new("My record", "Tell of a change", "/me/tell", CertificationPermissions.UseOwnRecord),
        new("My record", "What I told", "/me/statements", CertificationPermissions.UseOwnRecord),
        new("My record", "Notices", "/me/notices", CertificationPermissions.UseOwnRecord),
        new("My record", "Who looked at my record", "/me/who-looked", AccessReviewPermissions.SeeOwnRecord),
    ];

    private readonly Lazy<MenuItem[]> _existing = new(() => StaffMenu.Existing(s_items, endpoints));

    public IReadOnlyList<MenuItem> For(IEnumerable<string> roles) => [.. _existing.Value.Where(i => permissions.Allows(roles, i.Permission))];
}
