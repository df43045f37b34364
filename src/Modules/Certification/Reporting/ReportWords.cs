using Post.Certification.Domain;
using Post.Certification.Intake.Reading;

namespace Post.Certification.Reporting;

/// <summary>Reports in words, alike for the agency and for the Commission's staff.</summary>
internal static class ReportWords
{
    /// <summary>The text to which whoever submits attests; a change of it is a new version.</summary>
    public const string AttestationVersion = "2026-1";

    public const string Attestation =
        "I have read this report as it stands here, and to my knowledge it is accurate and complete (555 CMR 12.05(3), 12.06(2)(f)).";

    public static string Of(ReportKind kind) => ReportKinds.Of(kind).Title;

    public static string Of(ReportState state) => state switch
    {
        ReportState.Draft => "Draft",
        ReportState.Submitted => "Waits at the Commission",
        ReportState.Refused => "Refused: the hire is barred",
        ReportState.Returned => "Returned",
        ReportState.TakenIn => "Taken into the record",
        ReportState.Replaced => "Replaced by a correction",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(ReportStepKind step) => step switch
    {
        ReportStepKind.Prepared => "Prepared",
        ReportStepKind.Changed => "Draft changed",
        ReportStepKind.Submitted => "Submitted",
        ReportStepKind.Refused => "Refused",
        ReportStepKind.Returned => "Returned",
        ReportStepKind.TakenIn => "Taken into the record",
        ReportStepKind.Replaced => "Replaced",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    public static string Of(HireTaskOutcome outcome) => outcome switch
    {
        HireTaskOutcome.NotListed => "Not listed in the index",
        HireTaskOutcome.Listed => "Listed in the index",
        HireTaskOutcome.NotEmployed => "The person does not serve there",
        HireTaskOutcome.RecordWrong => "The record was wrong and is put right",
        HireTaskOutcome.Referred => "Referred to the Division of Police Standards",
        HireTaskOutcome.SuspensionStays => "The suspension stays",
        HireTaskOutcome.SuspensionToEnd => "Put before whoever decides that the suspension ends",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string Of(HireTaskKind task) => task switch
    {
        HireTaskKind.IndexCheck => "Look up in the index",
        HireTaskKind.BarredHire => "Refused hire",
        HireTaskKind.SuspensionReview => "Look at the suspension again",
        _ => throw new ArgumentOutOfRangeException(nameof(task)),
    };

    public static IReadOnlyList<HireTaskOutcome> OutcomesOf(HireTaskKind kind) => kind switch
    {
        HireTaskKind.IndexCheck => [HireTaskOutcome.NotListed, HireTaskOutcome.Listed],
        HireTaskKind.BarredHire => [HireTaskOutcome.NotEmployed, HireTaskOutcome.RecordWrong, HireTaskOutcome.Referred],
        HireTaskKind.SuspensionReview => [HireTaskOutcome.SuspensionStays, HireTaskOutcome.SuspensionToEnd, HireTaskOutcome.Referred],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Codes of a vocabulary with their labels, for a list to choose from; what stands for a blank is no choice.</summary>
    public static IReadOnlyList<(string Code, string Label)> Choices(string vocabulary) =>
    [
        .. FileVocabulary.Current.Words.Where(w => w.Kind == vocabulary && w.Folded.Length > 0).DistinctBy(w => w.Code).Select(w => (w.Code, w.Label)),
    ];
}
