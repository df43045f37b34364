using Post.Certification.Domain;

namespace Post.Certification.Fitness;

/// <summary>Evaluations of fitness in the words of a page.</summary>
internal static class FitnessWords
{
    public static string OfKind(string kind) => kind switch
    {
        nameof(FitnessKind.Physical) => "Physical",
        nameof(FitnessKind.Psychological) => "Psychological",
        _ => kind,
    };

    public static string OfOutcome(string outcome) => outcome switch
    {
        nameof(FitnessOutcome.Satisfied) => "Satisfied",
        nameof(FitnessOutcome.NotSatisfied) => "Not satisfied",
        nameof(FitnessOutcome.Pending) => "Pending",
        _ => outcome,
    };

    public static string OfCorrection(string because) => because switch
    {
        nameof(FitnessCorrection.EnteredWrongly) => "Entered wrongly",
        nameof(FitnessCorrection.EvaluatorCorrected) => "The evaluator or the agency corrected it",
        nameof(FitnessCorrection.OutcomeCame) => "The outcome came",
        nameof(FitnessCorrection.OtherOfficer) => "It is about another officer",
        _ => because,
    };

    /// <summary>The word of the status vocabulary whose tone an outcome wears.</summary>
    public static string ToneOf(string? outcome) => outcome switch
    {
        nameof(FitnessOutcome.Satisfied) => "Certified",
        nameof(FitnessOutcome.NotSatisfied) => "Suspended",
        nameof(FitnessOutcome.Pending) => "UnderReview",
        _ => "NotCertified",
    };
}
