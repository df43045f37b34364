using Post.Kernel.Access;

namespace Post.App.Access;

/// <summary>What the host's own requests ask for.</summary>
public static class AccessPermissions
{
    public const string SignIn = "Access.SignIn";
    public const string SignOut = "Access.SignOut";
    public const string ChoosePurpose = "Access.ChoosePurpose";
    public const string ChooseAgency = "Access.ChooseAgency";
    public const string KeepOwnAccount = "Access.KeepOwnAccount";
    public const string ManageAccounts = "Access.ManageAccounts";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(SignIn, "Try to sign in"),
        new(SignOut, "End one's own session"),
        new(ChoosePurpose, "Say what one is working on"),
        new(ChooseAgency, "Say for which of one's agencies one acts"),
        new(KeepOwnAccount, "Keep what opens one's own account, and end one's own sessions"),
        new(ManageAccounts, "Make accounts, give them roles, disable them and end their sessions"),
    ];
}
