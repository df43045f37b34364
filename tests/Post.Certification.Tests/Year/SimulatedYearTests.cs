using System.Diagnostics;
using Post.Testing;
using Xunit.Abstractions;

namespace Post.Certification.Tests.Year;

/// <summary>
/// A year of the division, day by day: what must be true of the record at its end is, whatever was drawn and wherever the process
/// died; and the same year is the same year again.
/// </summary>
public sealed class SimulatedYearTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Clause", "8.05(1)(a)")]
    [Trait("Clause", "8.07(5)")]
    public async Task Year_CutOffAtRandom_Holds()
    {
        await using var cut = await SimulatedYear.LiveAsync(120, 6, seed: 2026, cutsIn1000: 12, jobs: YearNights.Clocks);

        await HoldAsync(cut);
        // Cuts that hit nothing would prove nothing.
        Assert.True(cut.Cuts.Hit >= 5, $"{cut.Cuts.Made} cuts, {cut.Cuts.Hit} of them hit.");
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Year_CutOffAtRandom_IsTheSameAsTheYearThatNobodyCut()
    {
        var living = (
            Whole: SimulatedYear.LiveAsync(120, 6, seed: 2026, jobs: YearNights.Clocks),
            Cut: SimulatedYear.LiveAsync(120, 6, seed: 2026, cutsIn1000: 12, jobs: YearNights.Clocks));
        await Task.WhenAll(living.Whole, living.Cut);
        await using var whole = await living.Whole;
        await using var cut = await living.Cut;

        await HoldAsync(whole);
        await HoldAsync(cut);
        await SameAsync(whole, cut);
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task AnyYear_CutOffFiftyTimes_HoldsAndIsTheSame()
    {
        for (var drawn = 0; drawn < 3; drawn++)
        {
            var seed = (int)(Draws.NextSeed() % int.MaxValue);
            output.WriteLine($"seed {seed}");
            await using var whole = await SimulatedYear.LiveAsync(240, 12, seed);
            await using var cut = await SimulatedYear.LiveAsync(240, 12, seed, cutsIn1000: 20);
            await HoldAsync(whole);
            await HoldAsync(cut);
            Assert.True(cut.Cuts.Made >= 50, $"{cut.Cuts.Made} cuts");
            await SameAsync(whole, cut);
        }
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task AnyYear_WhoseJobsWereAwayForDays_HoldsWhenTheyAreBack()
    {
        for (var drawn = 0; drawn < 3; drawn++)
        {
            var seed = (int)(Draws.NextSeed() % int.MaxValue);
            output.WriteLine($"seed {seed}");
            await using var year = await SimulatedYear.LiveAsync(240, 12, seed, cutsIn1000: 10, away: true);
            await HoldAsync(year);
        }
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task StatewideYear_CutOffFiftyTimes_Holds()
    {
        await using var year = await SimulatedYear.LiveAsync(25_000, 440, seed: 7, cutsIn1000: 1);
        await HoldAsync(year);
        Assert.True(year.Cuts.Made >= 50, $"{year.Cuts.Made} cuts");
    }

    private async Task HoldAsync(SimulatedYear year)
    {
        var watch = Stopwatch.StartNew();
        await YearInvariants.HoldAsync(year);
        await YearInvariants.EverybodyStandsWhereTheYearLeftThemAsync(year);
        await YearInvariants.EveryCommandHasItsEventAsync(year);
        await YearInvariants.WasAWholeYearAsync(year);
        var deadlines = await YearInvariants.EveryDeadlineIsDerivedAsync(year);
        var verdict = await YearLog.VerifyAsync(year);
        Assert.True(verdict.Findings.Sound, string.Join(" ", verdict.Findings.All.Select(f => f.Words)));
        Assert.Equal(verdict.Events, verdict.Sealed);
        Assert.True(deadlines > 60 && year.Desk.Acts.Count > 12, $"Little happened: {deadlines} deadlines, {year.Desk.Acts.Count} kinds of acts.");
        output.WriteLine(
            $"{year.Desk.Acts.Values.Sum()} acts, {verdict.Events} events, {deadlines} deadlines, {year.Cuts.Made} cuts, {year.Cuts.Hit} hit; looked at in {watch.ElapsedMilliseconds} ms");
    }

    private static async Task SameAsync(SimulatedYear one, SimulatedYear other)
    {
        var (a, b) = (await YearDigest.OfAsync(one), await YearDigest.OfAsync(other));
        foreach (var (x, y) in a.Zip(b))
        {
            if (x != y) Assert.Fail($"{x} | {y}\n{await YearDigest.DifferenceAsync(one, other, x.Split(' ')[0])}");
        }
    }
}
