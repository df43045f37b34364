using Post.Certification.Domain;

namespace Post.Certification.Reporting;

/// <summary>A kind of report in words.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">Its name.</param>
/// <param name="Tells">When an agency sends it.</param>
/// <param name="Day">The label of the day it happened.</param>
/// <param name="OfWhat">The same after "the day".</param>
/// <param name="Clause">The clause that asks for it.</param>
internal sealed record ReportKindWords(ReportKind Kind, string Title, string Tells, string Day, string OfWhat, string Clause)
{
    /// <summary>The words of the button.</summary>
    public string Verb => Kind switch
    {
        ReportKind.Hire => "Report a hire",
        ReportKind.Separation => "Report a separation",
        ReportKind.ConditionMet => "Report a condition met",
        ReportKind.RestrictionConditionMet => "Report a condition of a restriction",
        ReportKind.SuspensionTraining => "Report training",
        ReportKind.Retraining => "Report retraining",
        ReportKind.ContactChange => "Report another address",
        ReportKind.WorkStatusChange => "Report a work status",
        ReportKind.RankChange => "Report a rank",
        ReportKind.NameChange => "Report a name",
        _ => throw new InvalidOperationException($"{Kind} has no button."),
    };

    /// <summary>It is about somebody who serves or served at the agency; only a hire is not.</summary>
    public bool OfOwnOfficer => Kind is not ReportKind.Hire;

    /// <summary>It names a condition, which the record may hold.</summary>
    public bool OfCondition => Kind is ReportKind.ConditionMet or ReportKind.RestrictionConditionMet;
}

/// <summary>The kinds of reports, in the order in which a form offers them.</summary>
internal static class ReportKinds
{
    public static readonly IReadOnlyList<ReportKindWords> All =
    [
        new(ReportKind.Hire, "Hire", "Somebody begins to serve with the agency, from an academy, from another agency, or again.",
            "First day of the service", "of the hire", "555 CMR 12.05(1)(i)(b)"),
        new(ReportKind.Separation, "Separation", "An officer resigns, retires, is terminated or dies, or is suspended from work.",
            "Day of the separation", "of the separation", "555 CMR 12.05(1)(i)(b)"),
        new(ReportKind.ConditionMet, "Condition met", "A condition of an officer's conditional certification, or of one as a school resource officer, was met.",
            "Day on which it was met", "on which the condition was met", "555 CMR 12.05(1)(a)"),
        new(ReportKind.RestrictionConditionMet, "Condition of a restriction met",
            "A condition was met that goes with a suspended, restricted or limited certification; one of several counts.",
            "Day on which it was met", "on which the condition was met", "555 CMR 12.05(1)(f)"),
        new(ReportKind.SuspensionTraining, "Training under suspension", "An officer completed in-service training while administratively suspended.",
            "Day on which it was completed", "on which the training was completed", "555 CMR 12.05(1)(e)"),
        new(ReportKind.Retraining, "Retraining completed", "An officer completed retraining that was ordered.",
            "Day on which it was completed", "on which the retraining was completed", "555 CMR 12.05(1)(g)"),
        new(ReportKind.ContactChange, "Change of address", "Notices reach an officer at another address, by electronic or first-class mail.",
            "In use since", "from which the address is in use", "555 CMR 12.05(1)(i)(a)"),
        new(ReportKind.WorkStatusChange, "Change of work status", "An officer goes on leave, comes back, or works with restrictions. Of a leave the nature and the days are kept; no medical reason is asked for.",
            "First day of it", "on which it begins", "555 CMR 12.05(1)(i)(c)"),
        new(ReportKind.RankChange, "Change of rank", "An officer is promoted, or holds another rank.",
            "First day in the rank", "from which the rank is held", "555 CMR 8.05(1)"),
        new(ReportKind.NameChange, "Change of name", "An officer bears another name.",
            "First day of the name", "from which the name is borne", "555 CMR 8.05(1)"),
    ];

    public static ReportKindWords Of(ReportKind kind) => All.First(k => k.Kind == kind);
}
