using Post.Kernel.Access;

namespace Post.PublicDatabase;

/// <summary>What the module's requests ask for; reading the public site needs none.</summary>
public static class PublicDatabasePermissions
{
    public const string Publish = "PublicDatabase.Publish";
    public const string ReadDecisions = "PublicDatabase.ReadDecisions";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Publish, "Refresh what the public sees from the record"),
        new(ReadDecisions, "See why something is shown to the public or not"),
    ];
}
