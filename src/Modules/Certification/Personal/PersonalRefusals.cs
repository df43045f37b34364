using Post.Certification.Reporting;
using Post.Kernel.Requests;

namespace Post.Certification.Personal;

internal sealed record DayAhead(string What) : ReportUnfit($"The day {What} lies ahead. Tell of it when it has come.");

internal sealed record KnownAhead() : ReportUnfit("The day on which you knew lies ahead. Choose today or an earlier day.");

/// <summary>Somebody must be able to reach an officer (12.07(1)(b)3.a).</summary>
internal sealed record AddressRequired()
    : ReportUnfit("This is the last address at which the Commission reaches you. Tell of another one first (555 CMR 12.07(1)(b)).");

/// <summary>One answer for an address that ended, for another's and for none.</summary>
internal sealed record AddressNotYours()
    : ReportUnfit("Choose one of the addresses on record that reach you now.");

internal sealed record CorrectsNothing()
    : Refusal("A correction names a statement of your own, of the same kind, that was not corrected yet.");

/// <summary>A petition about the same decision waits, or was filed.</summary>
internal sealed record PetitionedAlready(string Reference)
    : Refusal($"{Reference} is your petition about this decision. The Commission has it.");

/// <summary>It was decided on, or replaced, meanwhile.</summary>
internal sealed record StatementSettled(string Reference)
    : Refusal($"{Reference} does not wait any more: somebody settled it, or the officer replaced it. Nothing was changed.");

/// <summary>The agencies that employ the officer answer it (12.07(1)(b)).</summary>
internal sealed record StatementWithAgency(string Reference)
    : Refusal($"{Reference} went to the agency that employs the officer, which answers it (555 CMR 12.07(1)(b)). Nothing was changed.");

/// <summary>A report that is prepared from a statement tells of the same.</summary>
internal sealed record ReportOfAnotherKind(string Reference)
    : Refusal($"That kind of report does not tell of what {Reference} says. Open the statement and prepare the report from there.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>What is written nowhere by taking it in is answered in words, which the officer reads.</summary>
internal sealed record AnswerNeeded()
    : Refusal("Taking this in writes nothing by itself. Say in the remark what was done about it: the officer reads it.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}
