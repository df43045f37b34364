namespace Post.Certification.Domain;

/// <summary>
/// That an officer's fitness was evaluated: by whom, on which day, with which outcome, and when the next is due (MMA-12; 12.04(1)(b)2). Class
/// MedPsych: what was found in it stays with the agency and has no place here.
/// </summary>
internal sealed class FitnessEvaluation
{
    public const int EvaluatorMaxLength = 120;

    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required FitnessKind Kind { get; init; }
    public required DateOnly EvaluatedOn { get; init; }

    /// <summary>Who evaluated, by name.</summary>
    public required string Evaluator { get; init; }

    public required FitnessOutcome Outcome { get; init; }
    public DateOnly? NextDueOn { get; init; }

    /// <summary>The entry in whose place this one stands.</summary>
    public Guid? Corrects { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public FitnessCorrection? SupersededBecause { get; private set; }

    public void Supersede(FitnessCorrection because, DateTimeOffset at) => (SupersededBecause, SupersededAt) = (because, at);

    public bool SaysTheSame(FitnessEvaluation other) =>
        (Kind, EvaluatedOn, Evaluator, Outcome, NextDueOn) == (other.Kind, other.EvaluatedOn, other.Evaluator, other.Outcome, other.NextDueOn);
}

/// <summary>What was evaluated.</summary>
internal enum FitnessKind
{
    Physical,
    Psychological,
}

/// <summary>How an evaluation came out.</summary>
internal enum FitnessOutcome
{
    Satisfied,
    NotSatisfied,
    Pending,
}

/// <summary>Why an entry stands no longer: one of a list, since words of one's own could tell what was found.</summary>
internal enum FitnessCorrection
{
    EnteredWrongly,
    EvaluatorCorrected,
    OutcomeCame,
    OtherOfficer,
}
