using Post.PublicDatabase.Gate;
using Post.Standards.Contracts;
using static Post.PublicDatabase.Tests.Gate.Items;

namespace Post.PublicDatabase.Tests.Gate;

public sealed class PersonRowsTests
{
    private static readonly CertificationFacts s_neverCertified = new(Recorded.No);

    [Theory]
    [Trait("Clause", "8.06(1)")]
    [InlineData("2021-07-01", true)]
    [InlineData("2021-06-30", false)]
    [InlineData(null, true)]
    public void ServedUntil_CountsTheFirstDay(string? until, bool shown)
    {
        var person = new PersonFacts
        {
            Service = new ServiceFacts(Recorded.Yes, until is null ? null : Date(until)),
            Certification = s_neverCertified,
        };

        Assert.Equal(shown ? GateResult.Publish : GateResult.Withhold, Name(person).Decided().Result);
    }

    [Fact]
    [Trait("Clause", "8.06(1)")]
    public void CertifiedAndNeverHired_IsInThePopulation() => Assert.True(Name(new PersonFacts
    {
        Service = new ServiceFacts(Recorded.No),
        Certification = new CertificationFacts(Recorded.Yes, new DateOnly(2022, 5, 1)),
    }).Decided(new DateOnly(2023, 1, 1)).IsShown);

    [Theory]
    [Trait("Clause", "8.06(1)")]
    [InlineData("2021-07-01", true)]
    [InlineData("2021-06-30", false)]
    public void CertifiedUntil_CountsTheFirstDay(string until, bool shown) => Assert.Equal(shown, Name(new PersonFacts
    {
        Service = new ServiceFacts(Recorded.No),
        Certification = new CertificationFacts(Recorded.Yes, new DateOnly(2018, 5, 1), Date(until)),
    }).Decided().IsShown);

    [Fact]
    [Trait("Clause", "8.06(1)")]
    public void DatesUnknown_CommissionListIsEvidenceAndAgencyFileIsNot()
    {
        Assert.True(Name(new PersonFacts { OnCommissionList = true }).Decided().IsShown);

        var fromAgency = Name(new PersonFacts()).Decided();
        Assert.Equal(GateResult.Hold, fromAgency.Result);
        Assert.Equal(["2", "61"], fromAgency.MatchedRows);
    }

    [Theory]
    [Trait("Clause", "8.06(4)(b)13")]
    [InlineData("2023-09-01", "2026-09-01", true)]
    [InlineData("2023-09-01", "2026-09-02", false)]
    [InlineData("2024-02-29", "2027-02-28", true)]
    [InlineData("2024-02-29", "2027-03-01", false)]
    public void NoLongerServing_IsShownThroughTheAnniversary(string received, string today, bool shown)
    {
        var decision = Name(Former(Date(received))).Decided(Date(today));

        Assert.Equal(shown, decision.IsShown);
        Assert.Equal(!shown, decision.MatchedRows.Contains("52"));
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)13")]
    public void StillServingOrDecertifiedOrUnknown_StaysShown()
    {
        var longAgo = Former(new DateOnly(2021, 7, 1));

        Assert.False(Name(longAgo).Decided().IsShown);
        Assert.True(Name(longAgo with { ServingNow = Recorded.Yes }).Decided().IsShown);
        Assert.True(Name(longAgo with { Decertified = true }).Decided().IsShown);
        Assert.True(Name(longAgo with { ServingNow = Recorded.NotRecorded }).Decided().IsShown);
        Assert.True(Name(longAgo with { Certification = s_neverCertified }).Decided().IsShown);
    }

    [Fact]
    [Trait("Clause", "8.06(4)(b)13")]
    public void FormerOfficer_EveryFormOfThePersonIsWithheld()
    {
        var former = Former(new DateOnly(2021, 7, 1));
        string[] forms = [PublicForms.Name, PublicForms.Status, PublicForms.Employer, PublicForms.OfficerNumber];

        Assert.All(forms, form =>
            Assert.Contains("52", (new ItemFacts(form) { Person = former }).Decided().MatchedRows));
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public void WindowOpenOrUnknown_StatusReadsUnderReview()
    {
        var decision = Status(CertificationChallenge.WindowOpen).Decided();

        Assert.Equal("Under review", decision.StatusLabel);
        Assert.Empty(decision.Notations);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)2")]
    public void ChallengedAtTheCommission_ReadsUnderReviewWithNotation()
    {
        var decision = Status(CertificationChallenge.BeforeTheCommission).Decided();

        Assert.Equal(GateResult.PublishWithNotation, decision.Result);
        Assert.Equal("Under review", decision.StatusLabel);
        Assert.Equal(["Challenge pending: Commission"], decision.Notations);
    }

    [Fact]
    [Trait("Clause", "8.06(3)(a)11")]
    public void ChallengedInCourtOnly_KeepsTheRealStatusWithNotation()
    {
        var decision = (Status(CertificationChallenge.Outside) with { Forums = ["Court"] }).Decided();

        Assert.Null(decision.StatusLabel);
        Assert.Equal(["Challenge pending: court"], decision.Notations);
    }

    private static ItemFacts Status(CertificationChallenge challenge) =>
        new(PublicForms.Status) { Person = Serving, Challenge = challenge };

    private static PersonFacts Former(DateOnly received) => new()
    {
        Service = new ServiceFacts(Recorded.Yes, received.AddMonths(6)),
        Certification = new CertificationFacts(Recorded.Yes, received),
        ServingNow = Recorded.No,
    };

    private static DateOnly Date(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
