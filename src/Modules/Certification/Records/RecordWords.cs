using Post.Certification.Domain;

namespace Post.Certification.Records;

/// <summary>What forms and tables call the words of the vocabulary.</summary>
internal static class RecordWords
{
    public static string Of(RecordHolding holding) => holding switch
    {
        RecordHolding.Held => "Held",
        RecordHolding.Nil => "There is none, and I attest to that",
        RecordHolding.Absent => "Not held, though there should be one",
        RecordHolding.SameRecord => "The record of the officer's own certification is this one too",
        _ => throw Unknown(holding),
    };

    public static string Of(RecordCopy copy) => copy switch
    {
        RecordCopy.Original => "Original in the personnel file",
        RecordCopy.Copy => "Copy in the personnel file",
        RecordCopy.NotPracticable => "Neither is practicable",
        _ => throw Unknown(copy),
    };

    public static string Of(InterviewForm form) => form switch
    {
        InterviewForm.Summary => "A summary, written here",
        InterviewForm.SummaryOnFile => "A summary, kept on file",
        InterviewForm.Recording => "A recording alone",
        _ => throw Unknown(form),
    };

    public static string Of(DeterminationOutcome outcome) => outcome switch
    {
        DeterminationOutcome.Satisfied => "Satisfied",
        DeterminationOutcome.NotSatisfied => "Not satisfied",
        DeterminationOutcome.NotMade => "No determination was made",
        _ => throw Unknown(outcome),
    };

    public static string Of(ConditionOutcome outcome) => outcome switch
    {
        ConditionOutcome.Satisfied => "Satisfied",
        ConditionOutcome.NotSatisfied => "Not satisfied",
        _ => throw Unknown(outcome),
    };

    public static string Of(EvaluationOutcome outcome) => outcome switch
    {
        EvaluationOutcome.Satisfied => "Satisfied",
        EvaluationOutcome.NotSatisfied => "Not satisfied",
        _ => throw Unknown(outcome),
    };

    public static string Of(CharacterOutcome outcome) => outcome switch
    {
        CharacterOutcome.Found => "Of good character and fit",
        CharacterOutcome.NotFound => "Not found so",
        CharacterOutcome.NotMade => "No determination was made",
        _ => throw Unknown(outcome),
    };

    public static string Of(SignedAs signed) => signed switch
    {
        SignedAs.Head => "Head of the agency",
        SignedAs.Designee => "Designee of the head",
        _ => throw Unknown(signed),
    };

    public static string Of(RecordSourceKind kind) => kind switch
    {
        RecordSourceKind.Statute => "Statute",
        RecordSourceKind.Regulation => "Regulation",
        RecordSourceKind.CommissionPolicy => "Policy of the Commission",
        _ => throw Unknown(kind),
    };

    public static string Of(CycleType type) => type switch
    {
        CycleType.Officer => "Certification as an officer",
        CycleType.Sro => "Certification as a school resource officer",
        _ => throw Unknown(type),
    };

    private static InvalidOperationException Unknown<T>(T word) where T : Enum => new($"{word} has no words.");
}
