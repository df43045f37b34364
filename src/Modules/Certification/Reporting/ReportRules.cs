using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Reporting;

/// <summary>
/// What a report must say to be submitted, by its own content; it asks nobody. Lateness is no fault of it: a late report is taken
/// (12.05(1)).
/// </summary>
internal static class ReportRules
{
    public const string MisconductQuestion = "Was the separation based on misconduct?";
    public const string InvestigationQuestion = "Did it happen during an investigation by the agency?";
    public const string ShowsMisconductQuestion = "Does this also allege or show misconduct of an officer?";
    private const string Separated = "Separated";
    private const string Other = "Other";

    public const string ExtentQuestion = "Is all of it met now, or part of several conditions?";

    public static Refusal? WhyNot(ReportKind kind, ReportContent said, DateOnly today) =>
        Who(kind, said) ?? When(kind, said, today) ?? What(kind, said) ?? Misconduct(said);

    public static string? ExtentWords(string? extent) => extent switch
    {
        ReportExtent.All => "All of it",
        ReportExtent.Part => "Part of several",
        _ => null,
    };

    private static ReportUnfit? Who(ReportKind kind, ReportContent said)
    {
        if (said.OfficerNumber is not { } number || !RowCells.IsOfficerNumber(number)) return new OfficerNumberNeeded(RowCells.Shape);
        return kind is ReportKind.Hire or ReportKind.NameChange && (said.FirstName is null || said.Surname is null) ? new OfficerNameNeeded() : null;
    }

    private static ReportUnfit? When(ReportKind kind, ReportContent said, DateOnly today)
    {
        var what = ReportKinds.Of(kind).OfWhat;
        if (said.OccurredOn is not { } happened) return new DayNeeded(what);
        if (said.KnownOn is not { } known) return new DayNeeded("on which the agency learned of it");
        if (happened > today) return Ahead(kind, what);
        if (known > today) return new KnownOnFuture();
        return known < happened
            ? new DateOrder($"The day on which the agency learned of it is before the day {what}. Put the days in order.")
            : null;
    }

    private static ReportUnfit Ahead(ReportKind kind, string what) => kind switch
    {
        ReportKind.Hire => new HireDateFuture(),
        ReportKind.Separation => new SeparationFuture(),
        _ => new OccurredOnFuture(what),
    };

    private static ReportUnfit? What(ReportKind kind, ReportContent said) => kind switch
    {
        ReportKind.Hire => IsCode("appointment", said.AppointmentCode) ? null : new AnswerRequired("How is the officer appointed?"),
        ReportKind.Separation => OfSeparation(said),
        ReportKind.ConditionMet => OfCondition(said),
        ReportKind.RestrictionConditionMet => (ReportUnfit?)OfCondition(said) ?? OfExtent(said),
        ReportKind.SuspensionTraining => OfTraining(said),
        ReportKind.Retraining => OfRetraining(said),
        ReportKind.ContactChange => OfContact(said),
        ReportKind.WorkStatusChange => OfWorkStatus(said),
        ReportKind.RankChange => said.Rank is null ? new PartNeeded("the rank") : null,
        ReportKind.NameChange => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static ReportUnfit? OfSeparation(ReportContent said)
    {
        if (!IsCode("separation", said.NatureCode)) return new AnswerRequired("What was the nature of the separation?");
        if (said.Reason is null) return new ReasonRequired();
        if (!IsCode("answer", said.MisconductBased)) return new AnswerRequired(MisconductQuestion);
        if (!IsCode("answer", said.DuringInvestigation)) return new AnswerRequired(InvestigationQuestion);
        if (said is { DuringInvestigation: "Yes", Investigation: null }) return new InvestigationLinkRequired();
        return said.ServiceFrom > said.OccurredOn ? new SeparationBeforeHire(said.ServiceFrom.Value) : null;
    }

    private static PartNeeded? OfCondition(ReportContent said)
    {
        if (said.Subject is null) return new PartNeeded("the condition that was met: choose it, or say which it is");
        return said.Evidence is null ? new PartNeeded("what shows that it was met, and where that is kept") : null;
    }

    private static AnswerRequired? OfExtent(ReportContent said) =>
        said.Extent is ReportExtent.All or ReportExtent.Part ? null : new AnswerRequired(ExtentQuestion);

    private static PartNeeded? OfTraining(ReportContent said)
    {
        if (said.Subject is null) return new PartNeeded("the course");
        if (said.Minutes is null) return new PartNeeded("the hours");
        return said.Place is null ? new PartNeeded("the place of the training") : null;
    }

    private static ReportUnfit? OfRetraining(ReportContent said)
    {
        if (said.Subject is null) return new PartNeeded("who ordered the retraining, and by what paper");
        if (said.OrderedOn is not { } ordered) return new DayNeeded("of the order");
        if (said.OccurredOn < ordered) return new DateOrder("The retraining is completed before the day of the order. Put the days in order.");
        return said.Evidence is null ? new PartNeeded("what shows that it was completed, and where that is kept") : null;
    }

    private static ReportUnfit? OfContact(ReportContent said)
    {
        if (!Enum.TryParse<ContactKind>(said.Channel, out var channel)) return new AnswerRequired("How does the address reach the officer?");
        if (said.Contact is null) return new PartNeeded("the address");
        return channel is ContactKind.Email && !EmailAddress.TryParse(said.Contact, out _) ? new AddressUnfit() : null;
    }

    private static ReportUnfit? OfWorkStatus(ReportContent said)
    {
        if (!IsCode("work-status", said.WorkStatusCode)) return new AnswerRequired("What is the work status?");
        if (said.WorkStatusCode is Separated) return new SeparationInstead();
        if (said.WorkStatusCode is WorkStatusCode.OnLeave) return OfLeave(said);
        if (said is not { LeaveNatureCode: null, LeaveWords: null, LeaveEndsOn: null }) return new LeaveOnlyOfLeave();
        return said is { WorkStatusCode: Other, Subject: null } ? new PartNeeded("what the work status is, without a medical reason") : null;
    }

    private static ReportUnfit? OfLeave(ReportContent said)
    {
        if (!IsCode("leave", said.LeaveNatureCode)) return new AnswerRequired("What is the nature of the leave?");
        if (said.Subject is not null || (said.LeaveNatureCode is not Other && said.LeaveWords is not null)) return new LeaveReasonGiven();
        if (said is { LeaveNatureCode: Other, LeaveWords: null }) return new PartNeeded("which kind of leave it is, without a medical reason");
        return said.LeaveEndsOn < said.OccurredOn ? new DateOrder("The expected last day of the leave is before its first day. Put the days in order.") : null;
    }

    private static AnswerRequired? Misconduct(ReportContent said) =>
        said.ShowsMisconduct is ReportContent.Yes or "No" ? null : new AnswerRequired(ShowsMisconductQuestion);

    private static bool IsCode(string vocabulary, string? code) =>
        code is not null && code != FileVocabulary.NotRecorded
        && FileVocabulary.Current.Words.Any(w => w.Kind == vocabulary && w.Code == code);
}
