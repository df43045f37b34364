using Post.Certification.Domain;

namespace Post.Certification.Tests;

/// <summary>Values that hold from day to day, whatever the order in which sources tell of them.</summary>
public sealed class DatedValueTests
{
    private static readonly DateOnly s_first = new(2026, 1, 1);

    [Fact]
    public void AnyOrderOfReports_GivesTheSameSpans_WithoutGapOrOverlap()
    {
        var draws = new Random(20260611);
        for (var n = 0; n < 300; n++)
        {
            var said = Enumerable.Range(0, draws.Next(1, 8)).Select(i => new DatedValue(Guid.NewGuid(), s_first.AddDays(i * 3), null, $"v{draws.Next(3)}", null)).ToArray();
            var expected = said.Select((s, i) => s with { Until = i + 1 < said.Length ? said[i + 1].From : null }).ToList();

            draws.Shuffle(said);
            IReadOnlyList<DatedValue> known = [];
            foreach (var value in said) known = DatedValue.With(known, value, null);

            Assert.Equal(expected, known);
            foreach (var day in Enumerable.Range(0, 30).Select(s_first.AddDays)) Assert.Single(known, k => k.HoldsOn(day));
        }
    }

    [Fact]
    public void Correction_LeavesWhatWouldStandIfTheFirstReportHadNeverBeenMade()
    {
        var before = new DatedValue(Guid.NewGuid(), s_first, null, "FullDuty", null);
        var wrong = new DatedValue(Guid.NewGuid(), s_first.AddDays(10), null, "OnLeave", null);
        var right = new DatedValue(Guid.NewGuid(), s_first.AddDays(20), null, "OnLeave", null);

        var corrected = DatedValue.With(DatedValue.With(DatedValue.With([], before, null), wrong, null), right, wrong.SourceId);

        Assert.Equal(DatedValue.With(DatedValue.With([], before, null), right, null), corrected);
    }

    [Fact]
    public void OfOneDay_TheLaterWordStands()
    {
        var first = new DatedValue(Guid.NewGuid(), s_first, null, "OnLeave", null);
        var second = new DatedValue(Guid.NewGuid(), s_first, null, "Restricted", null);

        Assert.Equal([second], DatedValue.With([first], second, null));
    }
}
