using FsCheck.Fluent;
using Post.Certification.Domain;
using Post.Certification.Records;

namespace Post.Certification.Tests;

/// <summary>Rules of records that hold for any day and any number.</summary>
public sealed class RecordRulesTests
{
    private static readonly DateOnly s_start = new(2022, 1, 1);

    [Fact]
    [Trait("Clause", "12.04(1)(b)4")]
    public void NumbersOfQuestions_AreReadAsTheyAreWritten_HoweverTheyAreSet()
    {
        foreach (var numbers in Gen.ListOf(Gen.Choose(1, 500)).Draw(200))
        {
            var wanted = numbers.Distinct().Order().ToList();
            Assert.True(QuestionNumbers.TryRead(QuestionNumbers.Words(numbers), out var read, out _));
            Assert.Equal(wanted, read);
            Assert.True(QuestionNumbers.TryRead(string.Join(" ;\n", numbers.Select(n => n % 2 == 0 ? $"{n}-{n}" : $" {n} ")), out read, out _));
            Assert.Equal(wanted, read);
        }
    }

    [Theory]
    [InlineData("3, x", "x")]
    [InlineData("-3", "-3")]
    [InlineData("9-7", "9-7")]
    [InlineData("1-2-3", "1-2-3")]
    [InlineData("1-2000000000", "1-2000000000")]
    [InlineData("99999999999999999999999999", "99999999999999999999")]
    [InlineData("1.5", "1.5")]
    public void WhatIsNoNumber_IsSaid_AndNothingIsRead(string words, string unread)
    {
        Assert.False(QuestionNumbers.TryRead(words, out var read, out var found));
        Assert.Empty(read);
        Assert.Equal(unread, found);
    }

    // Whatever days certifications were opened on, each day of a designation asks of those that were the present ones then, and of later ones.
    [Fact]
    [Trait("Clause", "12.04(1)(b)9")]
    public void DesignatedRecord_IsAskedOfThePresentCertificationOfItsDay_AndOfLaterOnes_FromThatDayOn()
    {
        foreach (var (gaps, effective, later) in (
            from gaps in Gen.NonEmptyListOf(Gen.Choose(1, 400))
            from effective in Gen.Choose(-100, 1_500)
            from later in Gen.Choose(-50, 800)
            select (gaps, effective, later)).Draw(300))
        {
            var opened = gaps.Aggregate(new List<DateOnly> { s_start }, (days, gap) => [.. days, days[^1].AddDays(gap)]);
            var cycles = opened.Select((day, i) => new CertificationCycle(
                $"C{i}", CycleType.Officer, i + 1, "Initial", day, i + 1 < opened.Count ? opened[i + 1] : null, null)).ToList();
            var (from, today) = (s_start.AddDays(effective), s_start.AddDays(effective + later));
            var designation = Designation(from);

            var asked = cycles.FindAll(c => RecordStanding.IsAskedFor(designation, c, today));

            var present = opened.FindLastIndex(d => d <= from);
            Assert.Equal(later < 0 ? [] : cycles.Skip(Math.Max(present, 0)), asked);
            designation.End(today, "Withdrawn", "Staff");
            Assert.DoesNotContain(cycles, c => RecordStanding.IsAskedFor(designation, c, today));
            Assert.DoesNotContain(cycles, c => RecordStanding.IsAskedFor(designation, c with { Type = CycleType.Sro }, today.AddDays(-1)));
        }
    }

    private static RecordDesignation Designation(DateOnly from) => new()
    {
        Id = Guid.NewGuid(),
        OfType = CycleType.Officer,
        Words = "A record",
        SourceKind = RecordSourceKind.Statute,
        Source = "M.G.L. c. 6E",
        EffectiveOn = from,
        RecordedAt = DateTimeOffset.UnixEpoch,
        RecordedByName = "Staff",
    };
}
