using Post.Certification.Domain;

namespace Post.Certification.Applications;

/// <summary>What an agency may apply for, for an officer; the Commission's own motion is its own.</summary>
internal static class EnteredKinds
{
    public static readonly IReadOnlyList<ApplicationKind> All = [ApplicationKind.Recertification, ApplicationKind.Sro, ApplicationKind.Initial];

    public static bool IsOne(string? kind) => All.Any(k => k.ToString() == kind);
}
