using Post.Certification.Domain;

namespace Post.Certification.Applications;

/// <summary>Applications, findings and decisions in the words of a page.</summary>
internal static class DecisionWords
{
    public static string Of(DecisionKind kind) => kind switch
    {
        DecisionKind.Grant => "Granted",
        DecisionKind.GrantConditionally => "Granted conditionally",
        DecisionKind.Decline => "Declined",
        DecisionKind.Nonrenew => "Not renewed",
        DecisionKind.ContinueWhilePending => "Continued while pending",
        DecisionKind.Restrict => "Restricted",
        DecisionKind.Limit => "Limited",
        DecisionKind.Extend => "Extended",
        DecisionKind.Expire => "Expired",
        _ => kind.ToString(),
    };

    /// <summary>As a choice of the form that decides.</summary>
    public static string ChoiceOf(string decision) => decision switch
    {
        nameof(DecisionKind.Grant) => "Grant",
        nameof(DecisionKind.GrantConditionally) => "Grant conditionally",
        nameof(DecisionKind.Decline) => "Decline",
        nameof(DecisionKind.Nonrenew) => "Do not renew",
        nameof(DecisionKind.ContinueWhilePending) => "Continue while it is pending",
        nameof(DecisionKind.Restrict) => "Restrict",
        nameof(DecisionKind.Limit) => "Limit",
        nameof(DecisionKind.Extend) => "Extend the term",
        nameof(DecisionKind.Expire) => "Let it expire",
        _ => decision,
    };

    public static string OfApplication(string kind) => kind switch
    {
        nameof(ApplicationKind.Initial) => "Initial certification",
        nameof(ApplicationKind.Recertification) => "Recertification",
        nameof(ApplicationKind.Sro) => "School resource officer",
        nameof(ApplicationKind.OwnMotion) => "Commission's own motion",
        _ => kind,
    };

    public static string OfStep(ReviewStepKind step) => step switch
    {
        ReviewStepKind.Served => "Served",
        ReviewStepKind.Filed => "Petition filed",
        ReviewStepKind.Granted => "Petition granted",
        ReviewStepKind.Denied => "Petition denied",
        ReviewStepKind.HearingRequested => "Hearing requested",
        ReviewStepKind.Upheld => "Upheld after hearing",
        ReviewStepKind.Vacated => "Vacated after hearing",
        ReviewStepKind.Closed => "No hearing requested",
        _ => step.ToString(),
    };

    public static string OfReview(ReviewState state) => state switch
    {
        ReviewState.NotReviewable => "not open to review",
        ReviewState.NotServed => "not served yet",
        ReviewState.WindowOpen => "open to a petition",
        ReviewState.WindowEnded => "final: no petition was filed in time",
        ReviewState.Pending => "under review: a petition is pending",
        ReviewState.Denied => "petition denied; a hearing may be requested",
        ReviewState.BeforeHearing => "under review: a hearing is pending",
        ReviewState.Upheld => "final: upheld after hearing",
        ReviewState.ToDecideAnew => "taken back on review; to be decided anew",
        ReviewState.Closed => "final: petition denied, no hearing requested",
        _ => state.ToString(),
    };

    public static string OfFinding(string finding) => finding switch
    {
        nameof(Finding.NotShown) => "Not shown",
        nameof(Finding.NotMet) => "Not met",
        _ => finding,
    };

    /// <summary>The word of the vocabulary whose tone a decision wears.</summary>
    public static string ToneOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Grant or DecisionKind.Extend => "Certified",
        DecisionKind.GrantConditionally or DecisionKind.Restrict or DecisionKind.Limit => "ConditionallyCertified",
        DecisionKind.ContinueWhilePending => "UnderReview",
        _ => "NotCertified",
    };
}
