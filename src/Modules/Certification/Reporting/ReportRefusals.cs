using Post.Certification.Contracts;
using Post.Certification.Members;
using Post.Kernel.Requests;

namespace Post.Certification.Reporting;

/// <summary>A report cannot be submitted as it stands.</summary>
internal abstract record ReportUnfit(string Words) : Refusal(Words)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed record OfficerNumberNeeded(string Shape)
    : ReportUnfit($"Give the officer number, written {Shape}.");

internal sealed record OfficerNameNeeded()
    : ReportUnfit("Give first name and surname, as the agency knows them.");

internal sealed record DayNeeded(string What) : ReportUnfit($"Give the day {What}.");

/// <summary>Nobody learns of what has not happened yet (12.05(1)).</summary>
internal sealed record DateOrder(string Words) : ReportUnfit(Words);

internal sealed record KnownOnFuture() : ReportUnfit("The day on which the agency learned of it lies ahead. Choose today or an earlier day.");

internal sealed record HireDateFuture() : ReportUnfit("The day of the hire lies ahead. Report it when the service has begun; the draft stays here.");

internal sealed record SeparationFuture() : ReportUnfit("The day of the separation lies ahead. Report it when it has come; the draft stays here.");

internal sealed record OccurredOnFuture(string What) : ReportUnfit($"The day {What} lies ahead. Report it when it has come; the draft stays here.");

/// <summary>A report says what it is about.</summary>
internal sealed record PartNeeded(string What) : ReportUnfit($"Give {What}.");

/// <summary>Of a leave its nature and days are kept, and nothing that tells why (12.04(1)(a)4).</summary>
internal sealed record LeaveReasonGiven()
    : ReportUnfit("Of a leave the nature says enough: take out the other words. Why somebody is on leave is not asked for, and not kept.");

internal sealed record LeaveOnlyOfLeave()
    : ReportUnfit("Nature and last day are those of a leave, and the work status is another one. Choose “On leave”, or take them out.");

internal sealed record AddressUnfit() : ReportUnfit("That is no electronic mail address; one is written name@host.example.");

/// <summary>That somebody left says how and why (12.04(1)(a)2-3).</summary>
internal sealed record SeparationInstead() : ReportUnfit("An officer who left the agency is reported as a separation: it says how and why. Report that instead.");

/// <summary>Left open is not the same as unknown (12.04(1)(a)3, 8.05(1)(k)).</summary>
internal sealed record AnswerRequired(string Question) : ReportUnfit($"Answer the question: {Question}");

internal sealed record ReasonRequired() : ReportUnfit("Give the reason of the separation: it is asked for beside its nature (555 CMR 12.04(1)(a)3).");

/// <summary>An investigation that was under way is named by the agency's own reference (12.04(1)(a)3).</summary>
internal sealed record InvestigationLinkRequired()
    : ReportUnfit("Give the reference of the investigation that was under way, as the agency files it.");

internal sealed record SeparationBeforeHire(DateOnly StartsOn)
    : ReportUnfit($"The service began on {StartsOn:MMMM d, yyyy}; nobody leaves before being hired. Correct the day, or report the first day anew.");

/// <summary>Accuracy is attested with each submission (12.05(3), 12.07(1)(d)).</summary>
internal sealed record AttestationRequired(string Clause = "12.05(3)")
    : ReportUnfit($"Tick the statement before you submit: what is told to the Commission is attested (555 CMR {Clause}).");

/// <summary>The draft changed after it was read: it is read again before it is submitted (12.06(2)(f)).</summary>
internal sealed record ReviewRequired()
    : Refusal("The draft was changed after you opened it. Read it as it stands now, then submit.");

/// <summary>A clerk prepares; the head or a liaison submits (12.06, requirements part 0.2).</summary>
internal sealed record SubmitNotPermitted(MemberCapacity Capacity)
    : Refusal($"A {CapacityWords.Of(Capacity)} prepares reports and does not submit them. The head of the agency or a liaison does.")
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

internal sealed record ReportSubmittedAlready(string Reference)
    : Refusal($"{Reference} was submitted already. What is submitted stays as it is; submit a correction, which names the report that it replaces.");

/// <summary>The same fact stands in another report of the agency's that waits.</summary>
internal sealed record ReportedAlready(string Reference)
    : Refusal($"{Reference} reports the same and waits at the Commission. To change it, submit a correction of it.");

/// <summary>What the training committee supplied an agency reads, and does not change (12.03(2), MPTC; code source-locked).</summary>
internal sealed record SourceLocked()
    : Refusal("The training committee (MPTC) supplied this training, and it is on record. An agency does not change such a row; where it is wrong, "
        + "the head or a liaison disputes it with a note, on the officer's page (555 CMR 12.03(2)).");

internal sealed record OnRecordAlready()
    : Refusal("The record says this already: there is nothing to report. If it is wrong, say what in a correction of the report from which it came.");

/// <summary>A second open service at one agency (12.04(1)(a)1).</summary>
internal sealed record EmploymentOverlap(DateOnly StartsOn)
    : Refusal($"The record shows this officer serving at the agency since {StartsOn:MMMM d, yyyy}. Report the separation first, or correct the report of that hire.");

internal sealed record CorrectedAlready(string Reference)
    : Refusal($"{Reference} corrects it already. Go on with that one.");

internal sealed record NothingToCorrect()
    : Refusal("A correction names a report of the agency's own, of the same kind, that was submitted.");

/// <summary>It was decided on, or replaced, meanwhile.</summary>
internal sealed record ReportSettled(string Reference)
    : Refusal($"{Reference} does not wait any more: somebody settled it, or the agency replaced it. Nothing was changed.");

/// <summary>The number is on record for somebody else, as far as names tell.</summary>
internal sealed record NameDisagrees(string OnRecord)
    : Refusal($"The record has this number under the name {OnRecord}. Return the report, or say that it is the same person.");

/// <summary>No service at the agency is on record that could end.</summary>
internal sealed record NothingToEnd()
    : Refusal("No service of this officer at the agency is on record. Take in the report of the hire first, or return this one.");

/// <summary>Meanwhile the record came to bar the hire.</summary>
internal sealed record HireBarred(string Words) : Refusal(Words);

/// <summary>The condition is another officer's, or of another kind, or nobody's: one answer for all (12.05(1)(a)).</summary>
internal sealed record ConditionMismatch()
    : Refusal("This is no open condition of this officer that such a report can be about. Open the officer on the roster and choose again, or name the condition in words.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The report is of training under administrative suspension, and there is none on record (12.05(1)(e)).</summary>
internal sealed record NoAdminSuspension()
    : Refusal("The record shows no administrative suspension of this officer since that day. Training in the ordinary course is not reported here: its provider sends it, or the agency brings in its training file.");

/// <summary>What came after an officer left is not the former agency's to tell.</summary>
internal sealed record HappenedAfterLeaving(DateOnly LastDay)
    : Refusal($"The officer's service at the agency ended by {LastDay:MMMM d, yyyy}, before that day. Whoever employs the officer now reports it, or the officer does (12.07(1)(b)4).");

/// <summary>Staff say first what became of the condition; the report by itself changes nothing (12.05(1)(a), (f)).</summary>
internal sealed record ConditionOpen(string Reference)
    : Refusal($"The condition is still open. Say below whether it was met, then take {Reference} in; or return it with reasons.");

/// <summary>What the agency named in words staff find by themselves, and say what they did.</summary>
internal sealed record RemarkNeeded()
    : Refusal("The agency named the condition in words. Say in the remark which condition it is, or where the order is kept, and what was done about it.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}
