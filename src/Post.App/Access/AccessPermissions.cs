using Post.Kernel.Access;

namespace Post.App.Access;

/// <summary>What the host's own requests ask for.</summary>
public static class AccessPermissions
{
    public const string SignIn = "Access.SignIn";
    public const string SignOut = "Access.SignOut";
    public const string ChoosePurpose = "Access.ChoosePurpose";
    public const string ManageAccounts = "Access.ManageAccounts";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(SignIn, "Try to sign in"),
        new(SignOut, "End one's own session"),
        new(ChoosePurpose, "Say what one is working on"),
        new(ManageAccounts, "Make accounts and give them roles"),
    ];
}
