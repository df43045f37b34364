using System.Globalization;
using Post.Kernel.Requests;

namespace Post.Certification.Applications;

/// <summary>Two open ones would be decided twice.</summary>
internal sealed record ApplicationOpenAlready(string Reference)
    : Refusal($"{Reference} of this officer is open for the same already. Go on with that one.");

/// <summary>Somebody decided it meanwhile.</summary>
internal sealed record ApplicationClosed(string Reference)
    : Refusal($"{Reference} has been decided or withdrawn. Nothing was changed; a further decision needs an application of its own.");

/// <summary>A first certification is one (8.05(1)(a)).</summary>
internal sealed record InitialOnRecord(DateOnly GrantedOn)
    : Refusal($"An initial certification of {GrantedOn:MMMM d, yyyy} is on record, and there is only one (8.05(1)(a)). What follows it is a recertification.");

/// <summary>A recertification follows a certification (8.05(1)(b)).</summary>
internal sealed record NoInitialOnRecord()
    : Refusal("No certification of this officer is on record that could be renewed. Bring the certification history in first, or open an initial application.");

/// <summary>There is nothing to restrict, extend or let end, nor to add a school resource officer certification to.</summary>
internal sealed record NoCertificationInForce()
    : Refusal("No certification of this officer is in force on record, so there is nothing this decision could be about.");

/// <summary>No standard says what must be shown.</summary>
internal sealed record NoStandardInForce(DateOnly On)
    : Refusal($"No standard for this kind of application was in force on {On:MMMM d, yyyy}, so nothing can be received under that day.");

/// <summary>This kind of application cannot end so.</summary>
internal sealed record DecisionNotOpen(string Decision)
    : Refusal($"“{Decision}” is no decision that this kind of application can end with.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A status holds from a day that has come.</summary>
internal sealed record EffectiveDayLiesAhead(DateOnly Day)
    : Refusal($"{Day:MMMM d, yyyy} lies ahead. Record the decision on the day it takes effect, or from an earlier day.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A later decision stands already; it must not end up behind an earlier one.</summary>
internal sealed record LaterDecisionStands(DateOnly EffectiveOn)
    : Refusal($"A decision with effect from {EffectiveOn:MMMM d, yyyy} is on record for this officer. A new one takes effect on that day or later.");

/// <summary>What a full grant may not leave open.</summary>
internal sealed record OpenRequirements(IReadOnlyList<string> Titles)
    : Refusal($"Not shown as met or waived: {string.Join("; ", Titles)}. Record what shows them, or grant conditionally.");

/// <summary>Some requirements leave no room for a condition.</summary>
internal sealed record ConditionBarred(IReadOnlyList<string> Titles)
    : Refusal($"A conditional decision is not open while this is not met: {string.Join("; ", Titles)} (555 CMR 7.04).");

/// <summary>A conditional decision says what must be done by when; besides it a restriction and a limit may.</summary>
internal sealed record ConditionsDoNotFit(bool Missing)
    : Refusal(Missing
        ? "A conditional decision names at least one condition with the day by which it must be met."
        : "Conditions belong to a conditional decision, a restriction or a limit. Take them out, or decide so.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A condition is to be met by a day, or within days of the return to duty (555 CMR 7.04, 12.05(1)(i)(c)).</summary>
internal sealed record ConditionNotTimed()
    : Refusal($"Give each condition a day, or a number of days from the return to duty up to {ConditionWish.MostDays}, and not both.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>From a return that can never come, no day would ever follow.</summary>
internal sealed record NoLeaveToReturnFrom(DateOnly Day)
    : Refusal($"The record shows no leave of this officer on {Day:MMMM d, yyyy}, so no return to duty can follow. Set a day, or have the agency report the leave first.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A condition must be something that can still be done.</summary>
internal sealed record ConditionDayPassed(DateOnly Day)
    : Refusal($"{Day:MMMM d, yyyy} is not after the day the decision takes effect. Give a day by which the condition can be met.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>A suspension or revocation stands in the way (c. 6E, §§ 4(f)(2), 9, 10).</summary>
internal sealed record StatusBars(string Status)
    : Refusal($"The officer's present status is “{Status}”. Nothing is granted over it; it ends by its own proceeding.");

/// <summary>A school resource officer is an officer whose own certification is not suspended (c. 6E, § 3(b); 555 CMR 10.00).</summary>
internal sealed record OfficerCertificationNotActive(string Status)
    : Refusal($"The officer's own certification is “{Status}”. None as a school resource officer is granted beside it.");

/// <summary>A renewal begins after what it renews.</summary>
internal sealed record NotAfterLastGrant(DateOnly GrantedOn)
    : Refusal($"A certification from {GrantedOn:MMMM d, yyyy} is on record. This decision takes effect on a later day.");

/// <summary>Only a timely application continues a certification (555 CMR 7.02(3), 7.03).</summary>
internal sealed record ReceivedTooLate(DateOnly ReceivedOn, DateOnly? LapsesOn)
    : Refusal(string.Create(CultureInfo.GetCultureInfo("en-US"),
        $"The application came on {ReceivedOn:MMMM d, yyyy}, {(LapsesOn is { } day ? $"after the certification's last day, {day:MMMM d, yyyy}" : "and the record has no last day of the certification")}. It continues nothing (555 CMR 7.03)."));

/// <summary>A term that the statute does not allow for, or none at all.</summary>
internal sealed record TermDoesNotFit(string Why) : Refusal(Why)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

/// <summary>The item is not one of the application's standard.</summary>
internal sealed record NoSuchRequirement()
    : Refusal("The standard of this application has no such requirement.")
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

/// <summary>A certification as a school resource officer is not ended before its last day as if that had come.</summary>
internal sealed record SroTermNotOver(DateOnly? Last) : Refusal(string.Create(
    CultureInfo.GetCultureInfo("en-US"),
    $"The certification as a school resource officer {(Last is { } day ? $"runs until {day:MMMM d, yyyy}" : "has no last day on record")}: it has not run out."));
