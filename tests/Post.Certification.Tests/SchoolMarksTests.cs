using FsCheck.Fluent;
using Post.Certification.Domain;
using Post.Certification.Schools;

namespace Post.Certification.Tests;

/// <summary>What is to be looked at about service at a school, day by day.</summary>
public sealed class SchoolMarksTests
{
    private static readonly DateOnly s_today = new(2026, 3, 1);
    private static readonly SroStanding s_inForce = new(SroStandingKind.InForce, s_today.AddDays(100));

    // Against a reading that asks of each day by itself.
    [Fact]
    [Trait("Clause", "12.04(1)(c)2")]
    public void FirstDayOutsideEveryAgreement_IsTheOneThatALookAtEachDayFinds()
    {
        foreach (var drawn in Gen.ArrayOf(Gen.Choose(0, 30), 8).Draw(400))
        {
            var (from, until) = (Day(drawn[0]), drawn[1] < 6 ? (DateOnly?)null : Day(drawn[0] + drawn[1] - 6));
            List<(DateOnly From, DateOnly? Until)> terms = [.. Enumerable.Range(1, 3).Select(i => Term(drawn[2 * i], drawn[(2 * i) + 1]))];
            var last = until ?? (from > s_today ? from : s_today);
            var first = Enumerable.Range(0, last.DayNumber - from.DayNumber + 1).Select(i => (DateOnly?)from.AddDays(i))
                .FirstOrDefault(day => !terms.Exists(t => t.From <= day && (t.Until is null || t.Until >= day)));

            Assert.Equal(first, SchoolMarks.FirstUncovered(from, until, terms, s_today));
        }

        static (DateOnly From, DateOnly? Until) Term(int begins, int days) => (Day(begins), days < 4 ? null : Day(begins + days - 4));
    }

    [Theory]
    [InlineData(-20, null, null)]
    [InlineData(-10, 0, null)]
    [InlineData(-20, -5, "mou-gap")]
    [InlineData(-9, null, "mou-gap")]
    [Trait("Clause", "12.04(1)(c)2")]
    public void DaysOutsideEveryAgreementWithTheBody_AreMarked(int from, int? until, string? mark)
    {
        var agreement = Paper(SchoolPaperKind.Agreement, from, until);

        var marks = SchoolMarks.Of(Service(-10), [agreement, Paper(SchoolPaperKind.Procedures, -400)], s_inForce, s_today);

        Assert.Equal(mark, marks.Select(m => m.Code).SingleOrDefault());
    }

    [Fact]
    [Trait("Clause", "12.04(1)(c)2")]
    public void AgreementWithAnotherBody_CoversNothing_HoweverItIsWrittenItCoversItsOwn()
    {
        var procedures = Paper(SchoolPaperKind.Procedures, -400);

        Assert.Equal(["mou-gap"], Codes(Paper(SchoolPaperKind.Agreement, -400, body: "Southfield Public Schools")));
        Assert.Empty(Codes(Paper(SchoolPaperKind.Agreement, -400, body: "NORTHFIELD  public schools")));

        IEnumerable<string> Codes(SchoolPaper agreement) => SchoolMarks.Of(Service(-10), [agreement, procedures], s_inForce, s_today).Select(m => m.Code);
    }

    // G: assignment with none in force on start date T Absent for that assignment.
    [Theory]
    [InlineData(-10, null, false)]
    [InlineData(-400, -10, false)]
    [InlineData(-400, -11, true)]
    [InlineData(-9, null, true)]
    [Trait("Clause", "12.04(1)(c)3")]
    public void ProceduresInForceOnTheFirstDay_AreAskedForOfEachService(int from, int? until, bool absent) => Assert.Equal(
        absent ? ["procedures-absent"] : [],
        SchoolMarks.Of(Service(-10), [Paper(SchoolPaperKind.Agreement, -400), Paper(SchoolPaperKind.Procedures, from, until)], s_inForce, s_today).Select(m => m.Code));

    [Theory]
    [InlineData(SroStandingKind.InForce, -10, null, null)]
    [InlineData(SroStandingKind.Suspended, -10, null, "sro-serving-while-suspended")]
    [InlineData(SroStandingKind.Suspended, -10, 0, "sro-serving-while-suspended")]
    [InlineData(SroStandingKind.Suspended, -10, -1, null)]
    [InlineData(SroStandingKind.Ended, 0, null, "sro-not-certified")]
    [InlineData(SroStandingKind.None, -10, null, "sro-not-certified")]
    [Trait("Clause", "12.04(1)(c)4")]
    public void ServiceOfToday_IsMarkedByTheCertification_AndThatOfThePastIsNot(SroStandingKind kind, int from, int? until, string? mark) => Assert.Equal(
        mark,
        SchoolMarks.Of(
            Service(from, until), [Paper(SchoolPaperKind.Agreement, -400), Paper(SchoolPaperKind.Procedures, -400)], new SroStanding(kind, s_today.AddDays(-3)), s_today)
            .Select(m => m.Code).SingleOrDefault());

    [Theory]
    [InlineData(2026, 7, 1, 2026)]
    [InlineData(2026, 6, 30, 2025)]
    [InlineData(2028, 2, 29, 2027)]
    [Trait("Clause", "MMA-03")]
    public void YearOfADay_BeginsOnTheDayOfTheRule_AndEndsOnTheDayBefore(int year, int month, int day, int begins)
    {
        var rule = new SroTrainingRule { ValidFrom = default, StartsMonth = 7, StartsDay = 1, TypeCode = "Sro", ProviderCode = "Mptc", Source = "Test" };

        Assert.Equal(new SroTrainingYear(new DateOnly(begins, 7, 1), new DateOnly(begins + 1, 6, 30)), rule.YearOf(new DateOnly(year, month, day)));
    }

    private static DateOnly Day(int place) => s_today.AddDays(place - 15);

    private static ServiceAtSchool Service(int from, int? until = null) => new()
    {
        Id = Guid.NewGuid(),
        SeriesId = Guid.NewGuid(),
        PersonId = Guid.NewGuid(),
        AgencyId = Guid.NewGuid(),
        School = "Northfield High School",
        SchoolFolded = FoldedWords.Of("Northfield High School"),
        Place = "Northfield",
        SchoolBody = "Northfield Public Schools",
        BodyFolded = FoldedWords.Of("Northfield Public Schools"),
        StartsOn = s_today.AddDays(from),
        EndsOn = until is { } days ? s_today.AddDays(days) : null,
        RecordedAt = default,
        RecordedByName = "Test",
    };

    private static SchoolPaper Paper(SchoolPaperKind kind, int from, int? until = null, string body = "Northfield Public Schools") => new()
    {
        Id = Guid.NewGuid(),
        SeriesId = Guid.NewGuid(),
        AgencyId = Guid.NewGuid(),
        Kind = kind,
        Title = "2026",
        Parties = kind is SchoolPaperKind.Agreement ? "The agency and the district" : null,
        SchoolBody = body,
        BodyFolded = FoldedWords.Of(body),
        StartsOn = s_today.AddDays(from),
        EndsOn = until is { } days ? s_today.AddDays(days) : null,
        KeptAt = "Office of the chief",
        RecordedAt = default,
        RecordedByName = "Test",
    };
}
