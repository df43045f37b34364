using Post.PublicDatabase.Search;

namespace Post.PublicDatabase.Site;

/// <summary>Says in words why a hit is one.</summary>
internal static class MatchWords
{
    public static string Of(MatchReason reason) => reason.Kind switch
    {
        MatchKind.Exact or MatchKind.None => "",
        MatchKind.FormerName => Words.Format("match.former-name", reason.Found),
        MatchKind.Nickname => Words.Format("match.nickname", reason.Asked, reason.Found),
        MatchKind.AgencyWord or MatchKind.AgencyBeginning => Words.Format("match.agency", reason.Asked),
        MatchKind.Beginning => Words.Format("match.beginning", reason.Asked),
        MatchKind.SpelledNear or MatchKind.SpelledFurther => Words.Format("match.spelled-near", reason.Asked),
        MatchKind.SoundsLike => Words.Format("match.sounds-like", reason.Asked),
        MatchKind.WithoutWord => Words.Format("match.without-word", reason.Asked),
        _ => throw new InvalidOperationException($"No words for a match by {reason.Kind}."),
    };
}
