using Post.Kernel.Access;

namespace Post.Commission;

/// <summary>What the Commission module's requests ask for.</summary>
public static class CommissionPermissions
{
    public const string ReadRules = "Commission.ReadRules";
    public const string KeepCalendar = "Commission.KeepCalendar";
    public const string ReviseDeadlineRules = "Commission.ReviseDeadlineRules";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ReadRules, "See which edition and guidelines are in force on a day"),
        new(KeepCalendar, "Add closures, move or end holidays"),
        new(ReviseDeadlineRules, "Decide how deadlines outside the regulation's text are counted"),
    ];
}
