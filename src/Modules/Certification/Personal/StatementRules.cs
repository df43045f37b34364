using Post.Certification.Domain;
using Post.Certification.Intake.Reading;
using Post.Certification.Members;
using Post.Certification.Reporting;
using Post.Kernel.Notices.Addresses;
using Post.Kernel.Requests;

namespace Post.Certification.Personal;

/// <summary>What a statement must say to be submitted, by its own content; it asks nobody. A late one is taken.</summary>
internal static class StatementRules
{
    private const string Other = "Other";

    public static Refusal? WhyNot(StatementKind kind, StatementContent said, DateOnly today) => When(kind, said, today) ?? What(kind, said);

    private static ReportUnfit? When(StatementKind kind, StatementContent said, DateOnly today)
    {
        var what = StatementKinds.Of(kind).OfWhat;
        if (said.OccurredOn is not { } happened) return new DayNeeded(what);
        if (said.KnownOn is not { } known) return new DayNeeded("on which you knew of it");
        if (happened > today) return new DayAhead(what);
        if (known > today) return new KnownAhead();
        return known < happened ? new DateOrder($"The day on which you knew is before the day {what}. Put the days in order.") : null;
    }

    private static Refusal? What(StatementKind kind, StatementContent said) => kind switch
    {
        StatementKind.Address => OfAddress(said),
        StatementKind.AddressEnd => said.AddressId is null ? new AddressNotYours() : null,
        StatementKind.Name => OfName(said),
        StatementKind.Workplace => said.Subject is null ? new PartNeeded("where you work, or that you work nowhere now") : null,
        StatementKind.WorkStatus => OfWorkStatus(said),
        StatementKind.UnitHead => OfUnit(said),
        StatementKind.Training => OfTraining(said),
        StatementKind.Petition => said.Subject is null ? new PartNeeded("the grounds: what is wrong in the decision, and why") : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Refusal? OfAddress(StatementContent said)
    {
        if (!Enum.TryParse<ContactKind>(said.Channel, out var channel)) return new AnswerRequired("How does the address reach you?");
        if (said.Contact is null) return new PartNeeded("the address");
        return channel is ContactKind.Email && !EmailAddress.TryParse(said.Contact, out _) ? new EmailInvalid() : null;
    }

    private static PartNeeded? OfName(StatementContent said)
    {
        if (said.FirstName is null || said.Surname is null) return new PartNeeded("first name and surname");
        return said.Evidence is null ? new PartNeeded("the paper that shows the name, and where it is kept") : null;
    }

    private static ReportUnfit? OfWorkStatus(StatementContent said)
    {
        var known = said.WorkStatusCode is { } code && code != FileVocabulary.NotRecorded
            && FileVocabulary.Current.Words.Any(w => w.Kind == "work-status" && w.Code == code);
        if (!known) return new AnswerRequired("What is the work status?");
        return said is { WorkStatusCode: Other, Subject: null } ? new PartNeeded("what the work status is, without a medical reason") : null;
    }

    // That there is none is an answer (12.07(1)(b)2).
    private static Refusal? OfUnit(StatementContent said)
    {
        if (said.NoUnit) return null;
        if (said.Head is null) return new PartNeeded("who heads your unit, or say that you belong to none");
        if (said.Contact is null) return new PartNeeded("the electronic mail address of the head of your unit");
        return EmailAddress.TryParse(said.Contact, out _) ? null : new EmailInvalid();
    }

    private static PartNeeded? OfTraining(StatementContent said)
    {
        if (said.Subject is null) return new PartNeeded("the course");
        if (said.Minutes is null or <= 0) return new PartNeeded("the hours");
        if (said.Place is null) return new PartNeeded("the place of the training");
        return said.Evidence is null ? new PartNeeded("what shows that you completed it, and where that is kept") : null;
    }
}
