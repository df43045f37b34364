using Post.Certification.Domain;

namespace Post.Certification.Tests;

/// <summary>Leaves as they follow from work statuses: of no day do the two say different things, whatever was reported in which order.</summary>
public sealed class LeavePeriodTests
{
    private static readonly DateOnly s_first = new(2026, 3, 1);
    private static readonly string[] s_natures = ["Medical", "Military", "Family", "Administrative", "Vacation", "Other"];

    [Fact]
    public void RandomReports_LeaveAndWorkStatusAgreeOfEveryDay()
    {
        var draws = new Random(20261123);
        for (var n = 0; n < 500; n++)
        {
            var record = WorkRecord.Nothing;
            var told = new List<Guid>();
            for (var i = draws.Next(1, 12); i > 0; i--)
            {
                // A third correct what was said before.
                var corrected = told.Count > 0 && draws.Next(3) == 0 ? told[draws.Next(told.Count)] : (Guid?)null;
                if (corrected is { } old) told.Remove(old);
                var (said, leave) = Drawn(draws);
                told.Add(said.SourceId);
                record = record.With(said, leave, corrected);
            }

            AgreeOfEveryDay(record, draws.Next(2) == 0 ? s_first.AddDays(draws.Next(60)) : null);
        }
    }

    [Fact]
    public void RandomOrderOfReports_GivesTheSamePeriods()
    {
        var draws = new Random(20261124);
        for (var n = 0; n < 300; n++)
        {
            // One report for a day: of one day the later word stands, so there the order does say something.
            var reports = Enumerable.Range(0, draws.Next(1, 9)).Select(i => Drawn(draws, s_first.AddDays(i * 4))).ToArray();
            var expected = Told(reports);

            draws.Shuffle(reports);

            Assert.Equal(expected.Periods(), Told(reports).Periods());
            Assert.Equal(expected.Statuses, Told(reports).Statuses);
        }
    }

    [Fact]
    public void Correction_LeavesWhatWouldStandIfTheFirstReportHadNeverBeenMade()
    {
        var (medical, wrong, right) = (Leave(0, "Medical"), Leave(10, "Military", 12), Leave(20, "Military", 40));

        var corrected = Told(medical, wrong).With(right.Said, right.Leave, wrong.Said.SourceId);

        Assert.Equal(Told(medical, right).Periods(), corrected.Periods());
        // The first leave stands where the second, of the same day, is taken back.
        var beside = Leave(0, "Family");
        Assert.Equal(
            [("Medical", 0, null)], Shown(Told(medical, beside).With(Duty(-5).Said, null, beside.Said.SourceId)));
    }

    [Fact]
    public void ReturnBeforeOrAfterTheExpectedDay_EndsTheLeave_AndAnExpectationDoesNot()
    {
        Assert.Equal([("Medical", 0, null)], Shown(Told(Leave(0, "Medical", 10))));
        Assert.Equal([("Medical", 0, 4)], Shown(Told(Leave(0, "Medical", 10), Duty(5))));
        Assert.Equal([("Medical", 0, 19)], Shown(Told(Leave(0, "Medical", 10), Duty(20))));

        var open = Assert.Single(Told(Leave(0, "Medical", 10)).Periods());
        Assert.Equal((false, true), (open.IsReturnUnreported(s_first.AddDays(10)), open.IsReturnUnreported(s_first.AddDays(11))));
        Assert.False(Assert.Single(Told(Leave(0, "Medical", 10), Duty(20)).Periods()).IsReturnUnreported(s_first.AddDays(30)));
        Assert.False(Assert.Single(Told(Leave(0, "Medical")).Periods()).IsReturnUnreported(s_first.AddDays(900)));
    }

    [Fact]
    [Trait("Clause", "12.04(1)(a)4")]
    public void LeavesThatShareADay_StandBesideEachOther_AndAreMarked()
    {
        var sameDay = Told(Leave(0, "Medical"), Leave(0, "Family", 10)).Periods();
        var later = Told(Leave(0, "Medical", 10), Leave(10, "Military", 20), Duty(30)).Periods();
        var after = Told(Leave(0, "Medical", 10), Leave(11, "Military", 20), Duty(21)).Periods();

        Assert.Equal(["Family", "Medical"], sameDay.Select(p => p.NatureCode));
        Assert.All(sameDay, p => Assert.True(p.Overlaps));
        Assert.Equal([(10, true), (29, true)], later.Select(p => (p.LastDay!.Value.DayNumber - s_first.DayNumber, p.Overlaps)));
        Assert.All(after, p => Assert.False(p.Overlaps));
    }

    [Fact]
    public void LaterWordOfTheSameDay_IsTheOneThatStands()
    {
        Assert.Empty(Told(Leave(0, "Medical"), Duty(0)).Periods());
        Assert.Equal([("Medical", 0, null)], Shown(Told(Duty(0), Leave(0, "Medical"))));
        Assert.Equal(s_first.AddDays(30), Assert.Single(Told(Leave(0, "Medical", 10), Leave(0, "Medical", 30)).Periods()).ExpectedLastDay);
    }

    [Fact]
    public void LeaveReportedBeforeNaturesWereAskedFor_IsALeaveWithoutOne_AndServiceThatEndedEndsIt()
    {
        DatedValue[] statuses = [new(Guid.NewGuid(), s_first, null, "OnLeave", null)];

        Assert.Equal((null, null), (Assert.Single(LeavePeriod.Of(statuses, [])).NatureCode, LeavePeriod.Of(statuses, [])[0].LastDay));
        Assert.Equal(s_first.AddDays(3), Assert.Single(LeavePeriod.Of(statuses, [], s_first.AddDays(3))).LastDay);
        Assert.Empty(LeavePeriod.Of(statuses, [], s_first.AddDays(-1)));
    }

    private static void AgreeOfEveryDay(WorkRecord record, DateOnly? serviceEnds)
    {
        var periods = LeavePeriod.Of(record.Statuses, record.Leaves, serviceEnds);
        foreach (var day in Enumerable.Range(-5, 90).Select(s_first.AddDays))
        {
            var onLeave = record.Statuses.Any(s => s.HoldsOn(day) && s.Value == "OnLeave") && !(day > serviceEnds);
            Assert.Equal(onLeave, periods.Any(p => p.Covers(day)));
        }

        // None that was said is lost, none is made up, and only those that share a day are marked.
        Assert.Equal(
            record.Leaves.Where(l => !(l.From > serviceEnds)).Select(l => (l.From, (string?)l.Value)).Order(),
            periods.Select(p => (p.From, p.NatureCode)).Order());
        foreach (var (period, i) in periods.Select((p, i) => (p, i)))
        {
            Assert.True(period.LastDay is null || period.LastDay >= period.From);
            Assert.Equal(
                period.Overlaps,
                Enumerable.Range(0, 90).Select(s_first.AddDays).Any(d => period.Covers(d) && periods.Where((_, other) => other != i).Any(o => o.Covers(d))));
        }
    }

    private static (DatedValue Said, DatedValue? Leave) Drawn(Random draws, DateOnly? on = null)
    {
        var from = on ?? s_first.AddDays(draws.Next(40));
        var days = from.DayNumber - s_first.DayNumber;
        return draws.Next(3) == 0 ? Duty(days) : Leave(days, s_natures[draws.Next(s_natures.Length)], draws.Next(2) == 0 ? days + draws.Next(15) : null);
    }

    private static WorkRecord Told(params (DatedValue Said, DatedValue? Leave)[] reports) =>
        reports.Aggregate(WorkRecord.Nothing, (record, report) => record.With(report.Said, report.Leave, null));

    private static (DatedValue Said, DatedValue? Leave) Leave(int from, string nature, int? until = null)
    {
        var source = Guid.NewGuid();
        return (
            new(source, s_first.AddDays(from), null, "OnLeave", null),
            new(source, s_first.AddDays(from), until is { } last ? s_first.AddDays(last + 1) : null, nature, null));
    }

    private static (DatedValue Said, DatedValue? Leave) Duty(int from) => (new(Guid.NewGuid(), s_first.AddDays(from), null, "FullDuty", null), null);

    private static IEnumerable<(string?, int, int?)> Shown(WorkRecord record) =>
        record.Periods().Select(p => (p.NatureCode, p.From.DayNumber - s_first.DayNumber, p.LastDay?.DayNumber - s_first.DayNumber));
}
