using Post.Kernel.Requests;

namespace Post.Certification.Fitness;

internal abstract record EvaluationUnfit(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The next evaluation cannot be due before this one was made (code date-order).</summary>
internal sealed record DateOrder() : EvaluationUnfit("The next evaluation is due before the day of this one.");

internal sealed record EvaluationDayAhead() : EvaluationUnfit("An evaluation is of today or before.");

internal sealed record CorrectionReasonNeeded() : EvaluationUnfit("Choose why the entry no longer stands.");

internal sealed record EvaluationOnRecord() : Refusal("An evaluation of that kind, day and evaluator is on record. Correct that entry where it is wrong.");

internal sealed record EvaluationSaysThat() : Refusal("The entry says that already. Nothing was changed.");

/// <summary>Somebody corrected or withdrew it since it was read.</summary>
internal sealed record EvaluationStandsNoLonger() : Refusal("Somebody corrected or withdrew this entry meanwhile. Read it as it stands now.");
