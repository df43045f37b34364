namespace Post.Certification.Applications;

/// <summary>The rule by which the time for a petition is counted (555 CMR 7.10(1)(a), 9.11(1)(a)).</summary>
internal static class ReviewWindow
{
    public const string Rule = "petition-review";
}
