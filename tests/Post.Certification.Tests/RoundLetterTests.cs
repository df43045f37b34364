using Post.Certification.Domain;
using Post.Certification.Rounds;
using Post.Testing;

namespace Post.Certification.Tests;

/// <summary>By which letter a surname falls into a round, and that every officer falls into exactly one of a cycle.</summary>
public sealed class RoundLetterTests
{
    private static readonly (char From, char To)[] s_cycle = [('A', 'H'), ('I', 'P'), ('Q', 'Z')];

    [Theory]
    [InlineData("Hall", 'H')]
    [InlineData("Ivers", 'I')]
    [InlineData("Øster", 'O')]
    [InlineData("de la Cruz", 'D')]
    [InlineData("O'Neil", 'O')]
    [InlineData("’t Hooft", 'T')]
    [InlineData("Ñuñez", 'N')]
    [InlineData("smith-jones", 'S')]
    [InlineData("Ángel", 'A')]
    [InlineData("Łukasik", 'L')]
    [InlineData("Æbelø", 'A')]
    [InlineData("  -Quirk", 'Q')]
    [InlineData("3rd Vale", 'R')]
    [Trait("Clause", "MMA-11")]
    public void Surname_FallsUnderItsFirstLetterFolded(string surname, char letter) => Assert.Equal(letter, RoundLetter.Of(surname));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1234")]
    [InlineData("Иванов")]
    [InlineData("王")]
    [Trait("Clause", "MMA-11")]
    public void SurnameWithoutALatinLetter_IsLeftToAPerson(string surname)
    {
        Assert.Null(RoundLetter.Of(surname));

        var found = RoundFit.Of(Plan('A', 'Z'), [Officer(surname, null)]);

        Assert.Empty(found.In);
        Assert.Equal(surname, Assert.Single(found.Unplaced).Surname);
    }

    [Theory]
    [InlineData("AH IP QZ", "")]
    [InlineData("AH IO QZ", "P")]
    [InlineData("AI IP QZ", "I")]
    [InlineData("AH IP", "QRSTUVWXYZ")]
    [InlineData("AH IP QZ MM", "M")]
    [Trait("Clause", "MMA-11")]
    public void Ranges_HoldEveryLetterExactlyOnce(string ranges, string amiss) => Assert.Equal(
        amiss, string.Concat(RoundRanges.Amiss([.. ranges.Split(' ').Select(r => (r[0], r[1]))])));

    // Names as files bring them, letters of many scripts and marks among them: nobody twice, nobody lost.
    [Fact]
    [Trait("Clause", "MMA-11")]
    public void EveryOfficer_IsInExactlyOneRoundOfACycleOrBeforeAPerson()
    {
        var draws = new Random(20260701);
        const string Signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéñÑøØßłŁđÞæ'’-. 0ıİжД王\u0301";
        var ends = new DateOnly(2026, 7, 1);
        var officers = Enumerable.Range(0, 20_000).Select(_ => Officer(
            string.Concat(Enumerable.Range(0, draws.Next(0, 12)).Select(_ => Signs[draws.Next(Signs.Length)])),
            draws.Next(5) == 0 ? null : ends.AddDays(-draws.Next(400)))).ToList();

        var rounds = s_cycle.Select(r => RoundFit.Of(Plan(r.From, r.To), officers)).ToList();

        Assert.All(officers, o =>
        {
            var times = rounds.Count(r => r.In.Any(s => ReferenceEquals(s.Officer, o)));
            Assert.Equal(RoundLetter.Of(o.Surname) is null ? 0 : 1, times);
        });
        Assert.All(rounds, r => Assert.Equal(rounds[0].Unplaced, r.Unplaced));
        Assert.NotEmpty(rounds[0].Unplaced);
    }

    [Fact]
    [Trait("Clause", "MMA-11")]
    public void LaterTerm_IsNotAskedBeforeItsTime()
    {
        var plan = Plan('A', 'Z');

        var found = RoundFit.Of(plan, [Officer("Hall", plan.EndsOn), Officer("Ivers", plan.EndsOn.AddDays(1)), Officer("Quirk", null)]);

        Assert.Equal(["Hall", "Quirk"], found.In.Select(i => i.Officer.Surname));
        Assert.Contains("letter H; certified until July 1, 2026", found.In[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "MMA-11")]
    public void BirthMonth_TakesTermsThatEndInItAndAsksForNoDateOfBirth()
    {
        var plan = Plan('A', 'Z') is var p ? new RoundPlan
        {
            Id = p.Id,
            Cycle = 3,
            Rule = RoundRule.BirthMonth,
            OpensOn = new DateOnly(2028, 9, 1),
            EndsOn = new DateOnly(2028, 11, 1),
            Confidence = "Medium",
            Source = "Test",
            ValidFrom = p.ValidFrom,
        } : null!;

        var found = RoundFit.Of(plan,
        [
            Officer("Hall", new DateOnly(2028, 10, 31)), Officer("Ivers", new DateOnly(2028, 11, 1)), Officer("Quirk", new DateOnly(2028, 11, 30)),
            Officer("Vale", new DateOnly(2028, 12, 1)), Officer("Иванов", new DateOnly(2028, 11, 1)), Officer("Low", null),
        ]);

        Assert.Equal(["Ivers", "Quirk", "Иванов"], found.In.Select(i => i.Officer.Surname));
        Assert.Equal(["Low"], found.Unplaced.Select(u => u.Surname));
    }

    [Theory]
    [InlineData("2026-05-10", 45)]
    [InlineData("2026-05-16", 45)]
    [InlineData("2026-05-31", 30)]
    [InlineData("2026-06-27", 3)]
    [InlineData("2026-06-30", 3)]
    [InlineData("2026-07-01", null)]
    public void Reminder_IsTheNearestStepThatHasCome(string today, int? days) =>
        Assert.Equal(today == "2026-05-10" ? null : days, RoundSteps.Due(Steps(), Frozen(new DateOnly(2026, 5, 2)), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void ReminderFromBeforeTheFreeze_IsNone()
    {
        Assert.Null(RoundSteps.Due(Steps(), Frozen(new DateOnly(2026, 6, 1)), new DateOnly(2026, 6, 10)));
        Assert.Equal(14, RoundSteps.Due(Steps(), Frozen(new DateOnly(2026, 6, 1)), new DateOnly(2026, 6, 16)));
    }

    private static RoundReminderStep[] Steps() =>
        [.. new[] { 45, 30, 14, 3 }.Select(d => new RoundReminderStep { DaysBefore = d, ValidFrom = new DateOnly(2021, 7, 1), Source = "Test" })];

    private static RecertificationRound Frozen(DateOnly on)
    {
        var round = new RecertificationRound
        {
            Id = Guid.NewGuid(),
            PlanId = Guid.NewGuid(),
            Cycle = 2,
            Rule = RoundRule.Surname,
            FromLetter = "I",
            ToLetter = "P",
            OpensOn = new DateOnly(2026, 5, 1),
            DueOn = new DateOnly(2026, 6, 30),
            EndsOn = new DateOnly(2026, 7, 1),
            ClockId = Guid.NewGuid(),
            MadeAt = ModuleHost.Start,
            MadeByName = "Test",
        };
        round.Freeze(Post.Kernel.Time.CivilClock.StartOf(on), "Test");
        return round;
    }

    private static RoundPlan Plan(char from, char to) => new()
    {
        Id = Guid.NewGuid(),
        Cycle = 2,
        Rule = RoundRule.Surname,
        FromLetter = $"{from}",
        ToLetter = $"{to}",
        OpensOn = new DateOnly(2026, 5, 1),
        EndsOn = new DateOnly(2026, 7, 1),
        Confidence = "High",
        Source = "Test",
        ValidFrom = new DateOnly(2021, 7, 1),
    };

    private static RoundCandidate Officer(string surname, DateOnly? lapses) =>
        new(Guid.NewGuid(), surname, "Lena", PersonName.SortKeyOf("Lena", surname), lapses);
}
