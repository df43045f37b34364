using Post.Kernel.Access;

namespace Post.Commission;

/// <summary>What the Commission module's requests ask for.</summary>
public static class CommissionPermissions
{
    public const string ReadRules = "Commission.ReadRules";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ReadRules, "See which edition and guidelines are in force on a day"),
    ];
}
