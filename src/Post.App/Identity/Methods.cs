using Post.Kernel.Access;

namespace Post.App.Identity;

/// <summary>How a session was proved, as the log and the list of sessions say it.</summary>
internal static class Methods
{
    public const string Password = "password";
    public const string Demo = "demo";
    public const string Passkey = "passkey";
    public const string Invitation = "invitation";
    public const string TimeCode = "code";
    public const string RecoveryCode = "recovery code";

    public static string With(string second) => $"{Password} and {second}";

    /// <summary>Somebody known by a first proof alone: the log names the account, and it may do nothing.</summary>
    public static Caller Unopened(Account account, string method, Caller from) =>
        new(account.Id, account.Kind, account.DisplayName, []) { Authentication = method, IpPrefix = from.IpPrefix, Client = from.Client };
}
