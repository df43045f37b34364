using Post.Certification.Domain;
using Post.Certification.Reporting;

namespace Post.Certification.Tests;

/// <summary>What a report must say by its own content.</summary>
public sealed class ReportRulesTests
{
    private static readonly DateOnly s_today = new(2026, 6, 10);

    private static readonly ReportContent s_separation = new()
    {
        OfficerNumber = "4401-0001",
        OccurredOn = s_today.AddDays(-40),
        KnownOn = s_today.AddDays(-40),
        NatureCode = "Resignation",
        Reason = "Moved away",
        MisconductBased = "No",
        DuringInvestigation = "Unknown",
        ShowsMisconduct = "No",
    };

    private static readonly ReportContent s_hire = new()
    {
        OfficerNumber = "4401-0001",
        FirstName = "Alex",
        Surname = "Rivers",
        OccurredOn = s_today,
        KnownOn = s_today,
        AppointmentCode = "PartTime",
        ShowsMisconduct = "No",
    };

    private static readonly ReportContent s_matter = new()
    {
        OfficerNumber = "4401-0001",
        OccurredOn = s_today.AddDays(-1),
        KnownOn = s_today,
        ShowsMisconduct = "No",
    };

    [Fact]
    [Trait("Clause", "12.05(1)")]
    public void WholeReport_IsTakenHoweverLate()
    {
        Assert.Null(ReportRules.WhyNot(ReportKind.Separation, s_separation, s_today));
        Assert.Null(ReportRules.WhyNot(ReportKind.Separation, s_separation with { OccurredOn = new DateOnly(2019, 1, 2), KnownOn = new DateOnly(2019, 1, 2) }, s_today));
        Assert.Null(ReportRules.WhyNot(ReportKind.Hire, s_hire, s_today));
    }

    [Fact]
    [Trait("Clause", "12.05(1)")]
    public void Days_StandInOrderAndNotAhead()
    {
        Assert.Equal("date-order", Separation(s_separation with { KnownOn = s_separation.OccurredOn!.Value.AddDays(-1) }));
        Assert.Equal("known-on-future", Separation(s_separation with { KnownOn = s_today.AddDays(1) }));
        Assert.Equal("separation-future", Separation(s_separation with { OccurredOn = s_today.AddDays(1), KnownOn = s_today.AddDays(1) }));
        Assert.Equal("day-needed", Separation(s_separation with { OccurredOn = null }));
        Assert.Equal("day-needed", Separation(s_separation with { KnownOn = null }));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)1")]
    public void HireOfTomorrow_IsRefused() => Assert.Equal(
        "hire-date-future", Hire(s_hire with { OccurredOn = s_today.AddDays(1), KnownOn = s_today.AddDays(1) }));

    [Fact]
    [Trait("Clause", "12.04(1)(a)2")]
    [Trait("Clause", "8.05(1)(j)")]
    public void SeparationBeforeItsOwnFirstDay_IsRefused() => Assert.Equal(
        "separation-before-hire", Separation(s_separation with { ServiceFrom = s_separation.OccurredOn!.Value.AddDays(1) }));

    [Fact]
    [Trait("Clause", "12.04(1)(a)3")]
    [Trait("Clause", "8.05(1)(k)")]
    public void AnswersLeftOpen_AreAskedFor_AndUnknownIsAnAnswer()
    {
        Assert.Equal("answer-required", Separation(s_separation with { MisconductBased = null }));
        Assert.Equal("answer-required", Separation(s_separation with { DuringInvestigation = null }));
        Assert.Equal("answer-required", Separation(s_separation with { MisconductBased = "Perhaps" }));
        Assert.Equal("reason-required", Separation(s_separation with { Reason = null }));
        Assert.Null(Separation(s_separation with { MisconductBased = "Unknown", DuringInvestigation = "Unknown" }));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)3")]
    public void SeparationDuringAnInvestigation_NamesIt()
    {
        var during = s_separation with { DuringInvestigation = "Yes" };

        Assert.Equal("investigation-link-required", Separation(during));
        Assert.Null(Separation(during with { Investigation = "IA 2026-014" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("44010001")]
    [InlineData("4401-001")]
    [InlineData("4401-0001 and others")]
    public void NumberInAnotherForm_IsRefused(string number)
    {
        Assert.Equal("officer-number-needed", Hire(s_hire with { OfficerNumber = number }));
        Assert.Equal("officer-number-needed", Separation(s_separation with { OfficerNumber = number }));
    }

    [Fact]
    public void EveryReport_AnswersWhetherItShowsMisconduct()
    {
        Assert.Equal("answer-required", Separation(s_separation with { ShowsMisconduct = null }));
        Assert.Equal("answer-required", Hire(s_hire with { ShowsMisconduct = "Unknown" }));
    }

    [Fact]
    public void Hire_NamesThePersonAndHowAppointed()
    {
        Assert.Equal("officer-name-needed", Hire(s_hire with { Surname = null }));
        Assert.Equal("answer-required", Hire(s_hire with { AppointmentCode = "NotRecorded" }));
        Assert.Equal("answer-required", Hire(s_hire with { AppointmentCode = null }));
    }

    [Fact]
    [Trait("Clause", "12.05(1)(e)")]
    public void TrainingUnderSuspension_SaysCourseHoursAndPlace()
    {
        var training = s_matter with { Subject = "Use of Force", Minutes = 480, Place = "Randolph Academy" };

        Assert.Null(Code(ReportKind.SuspensionTraining, training));
        Assert.Equal("part-needed", Code(ReportKind.SuspensionTraining, training with { Subject = null }));
        Assert.Equal("part-needed", Code(ReportKind.SuspensionTraining, training with { Minutes = null }));
        Assert.Equal("part-needed", Code(ReportKind.SuspensionTraining, training with { Place = null }));
    }

    [Fact]
    public void Retraining_IsNotCompletedBeforeTheDayOfTheOrder()
    {
        var retraining = s_matter with { Subject = "Order 12", OrderedOn = s_today.AddDays(-2), Evidence = "Certificate" };

        Assert.Null(Code(ReportKind.Retraining, retraining));
        Assert.Null(Code(ReportKind.Retraining, retraining with { OrderedOn = s_matter.OccurredOn }));
        Assert.Equal("date-order", Code(ReportKind.Retraining, retraining with { OrderedOn = s_matter.OccurredOn!.Value.AddDays(1) }));
        Assert.Equal("day-needed", Code(ReportKind.Retraining, retraining with { OrderedOn = null }));
        Assert.Equal("part-needed", Code(ReportKind.Retraining, retraining with { Evidence = null }));
    }

    [Theory]
    [InlineData(ReportKind.ConditionMet)]
    [InlineData(ReportKind.RestrictionConditionMet)]
    [Trait("Clause", "12.05(1)(a)")]
    [Trait("Clause", "12.05(1)(f)")]
    public void ConditionMet_SaysWhichAndWhatShowsIt(ReportKind kind)
    {
        var met = s_matter with { Subject = "The fitness evaluation", Extent = "All", Evidence = "Certificate" };

        Assert.Null(Code(kind, met));
        Assert.Equal("part-needed", Code(kind, met with { Subject = null }));
        Assert.Equal("part-needed", Code(kind, met with { Evidence = null }));
        Assert.Equal("occurred-on-future", Code(kind, met with { OccurredOn = s_today.AddDays(1), KnownOn = s_today.AddDays(1) }));
        Assert.Equal("known-on-future", Code(kind, met with { KnownOn = s_today.AddDays(1) }));
        Assert.Equal("answer-required", Code(kind, met with { ShowsMisconduct = null }));
        Assert.Equal(kind is ReportKind.ConditionMet ? null : "answer-required", Code(kind, met with { Extent = null }));
    }

    [Fact]
    [Trait("Clause", "12.05(1)(i)")]
    public void ChangesOfTheRecord_SayWhatHoldsNow()
    {
        Assert.Equal("answer-required", Code(ReportKind.ContactChange, s_matter with { Contact = "a@b.example" }));
        Assert.Equal("part-needed", Code(ReportKind.ContactChange, s_matter with { Channel = "Postal" }));
        Assert.Equal("address-unfit", Code(ReportKind.ContactChange, s_matter with { Channel = "Email", Contact = "here" }));
        Assert.Null(Code(ReportKind.ContactChange, s_matter with { Channel = "Postal", Contact = "1 Main Street, Millbrook" }));
        Assert.Equal("answer-required", Code(ReportKind.WorkStatusChange, s_matter with { WorkStatusCode = "Sick" }));
        Assert.Equal("separation-instead", Code(ReportKind.WorkStatusChange, s_matter with { WorkStatusCode = "Separated" }));
        Assert.Equal("part-needed", Code(ReportKind.WorkStatusChange, s_matter with { WorkStatusCode = "Other" }));
        Assert.Null(Code(ReportKind.WorkStatusChange, s_matter with { WorkStatusCode = "FullDuty" }));
        Assert.Equal("part-needed", Code(ReportKind.RankChange, s_matter));
        Assert.Equal("officer-name-needed", Code(ReportKind.NameChange, s_matter with { FirstName = "Robin" }));
        Assert.Equal("day-needed", Code(ReportKind.NameChange, s_matter with { FirstName = "Robin", Surname = "Vale", OccurredOn = null }));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)4")]
    public void Leave_SaysItsNature_AndNeverWhy()
    {
        var leave = s_matter with { WorkStatusCode = "OnLeave", LeaveNatureCode = "Medical" };
        foreach (var nature in new[] { "Medical", "Military", "Family", "Administrative", "Vacation" })
        {
            Assert.Null(Code(ReportKind.WorkStatusChange, leave with { LeaveNatureCode = nature, LeaveEndsOn = leave.OccurredOn }));
            Assert.Equal("leave-reason-given", Code(ReportKind.WorkStatusChange, leave with { LeaveNatureCode = nature, LeaveWords = "A broken arm" }));
        }

        Assert.Equal("answer-required", Code(ReportKind.WorkStatusChange, leave with { LeaveNatureCode = null }));
        Assert.Equal("answer-required", Code(ReportKind.WorkStatusChange, leave with { LeaveNatureCode = "Sick" }));
        Assert.Equal("part-needed", Code(ReportKind.WorkStatusChange, leave with { LeaveNatureCode = "Other" }));
        Assert.Null(Code(ReportKind.WorkStatusChange, leave with { LeaveNatureCode = "Other", LeaveWords = "Sabbatical" }));
        Assert.Equal("leave-reason-given", Code(ReportKind.WorkStatusChange, leave with { Subject = "A broken arm" }));
        Assert.Equal("date-order", Code(ReportKind.WorkStatusChange, leave with { LeaveEndsOn = leave.OccurredOn!.Value.AddDays(-1) }));
        Assert.Equal("leave-only-of-leave", Code(ReportKind.WorkStatusChange, leave with { WorkStatusCode = "FullDuty" }));
    }

    [Fact]
    public void EachKind_HasItsWords()
    {
        Assert.Equal(Enum.GetValues<ReportKind>().Order(), ReportKinds.All.Select(k => k.Kind).Order());
        Assert.All(ReportKinds.All, k => Assert.NotEmpty(k.Verb));
        Assert.Equal(ReportKinds.All.Count, ReportKinds.All.Select(k => k.Title).Distinct().Count());
    }

    private static string? Code(ReportKind kind, ReportContent said) => ReportRules.WhyNot(kind, said, s_today)?.Code;

    private static string? Separation(ReportContent said) => ReportRules.WhyNot(ReportKind.Separation, said, s_today)?.Code;

    private static string? Hire(ReportContent said) => ReportRules.WhyNot(ReportKind.Hire, said, s_today)?.Code;
}
