using Post.Kernel.Access;

namespace Post.Standards;

/// <summary>What the module's requests ask for.</summary>
public static class StandardsPermissions
{
    public const string ReadDiscipline = "Standards.ReadDiscipline";
    public const string FollowAgencies = "Standards.FollowAgencies";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ReadDiscipline, "See complaints, dispositions and discipline"),
        new(FollowAgencies, "Re-point complaints when two spellings prove to be one agency"),
    ];
}
