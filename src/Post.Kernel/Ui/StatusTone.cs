using System.Collections.Frozen;

namespace Post.Kernel.Ui;

/// <summary>Colour and icon of a status; a code that is not known here looks neutral, and its word still says it.</summary>
public sealed record StatusTone(string Css, IconName Icon)
{
    public static readonly StatusTone Unknown = new("off", IconName.Question);

    private static readonly StatusTone s_good = new("ok", IconName.Check);
    private static readonly StatusTone s_caution = new("warn", IconName.Alert);
    private static readonly StatusTone s_review = new("rev", IconName.Clock);
    private static readonly StatusTone s_paused = new("bad", IconName.Pause);
    private static readonly StatusTone s_ended = new("bad", IconName.Cross);
    private static readonly StatusTone s_idle = new("off", IconName.Dash);

    private static readonly FrozenDictionary<string, StatusTone> s_tones = new Dictionary<string, StatusTone>
    {
        ["Certified"] = s_good,
        ["CertifiedSro"] = s_good,
        ["ConditionallyCertified"] = s_caution,
        ["Restricted"] = s_caution,
        ["UnderReview"] = s_review,
        ["FurtherCertificationReview"] = s_review,
        ["FurtherReview"] = s_review,
        ["Suspended"] = s_paused,
        ["AdministrativelySuspended"] = s_paused,
        ["Decertified"] = s_ended,
        ["NotCertified"] = s_idle,
        ["NotCertifiedOnLeave"] = s_idle,
        ["Expired"] = s_idle,
        ["Inactive"] = s_idle,
        ["VoluntarilyRelinquished"] = s_idle,
        ["NotRecorded"] = Unknown,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static StatusTone Of(string? code) => s_tones.GetValueOrDefault(code ?? "", Unknown);
}
