using MediatR;
using Post.Commission.Domain;
using Post.Commission.Features.ChangeHoliday;
using Post.Commission.Features.CloseDay;
using Post.Commission.Features.ListHolidays;
using Post.Commission.Features.RetireHoliday;
using Post.Commission.Features.SwitchPart;
using Post.Commission.Features.WithdrawCalendarChange;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using static Post.Commission.Tests.DeadlineDesk;

namespace Post.Commission.Tests;

/// <summary>What staff may do with the calendar; each test has a year of its own.</summary>
public sealed class HolidaysTests(DeadlineDesk desk) : IClassFixture<DeadlineDesk>
{
    [Fact]
    public async Task Year_ListsItsHolidaysWithWhatBecomesOfThem()
    {
        var rows = (await ListAsync(2027)).Rows;

        Assert.Equal(14, rows.Count);
        Assert.Equal(rows.OrderBy(r => r.Day).Select(r => r.Day), rows.Select(r => r.Day));
        Assert.Equal(("Independence Day", HolidayState.KeptOnMonday), Of(rows, "2027-07-05"));
        Assert.Equal(("Juneteenth Independence Day", HolidayState.OnAWeekend), Of(rows, "2027-06-19"));
        Assert.Equal(("Evacuation Day", HolidayState.StopsNoClock), Of(rows, "2027-03-17"));
        Assert.Equal(("Memorial Day", HolidayState.Kept), Of(rows, "2027-05-31"));
        Assert.All(rows, r => Assert.StartsWith("M.G.L. c. 4, § 7, cl. 18", r.Source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closure_StopsTheClockAndStandsInTheListWithItsReason()
    {
        Assert.Equal(Day("2030-02-06"), (await desk.CountAsync("complaint-transmittal", "2030-02-04")).Due);

        Assert.Null((await CloseAsync("2030-02-05")).Refusal);

        Assert.Equal(Day("2030-02-07"), (await desk.CountAsync("complaint-transmittal", "2030-02-04")).Due);
        var row = Assert.Single((await ListAsync(2030)).Rows, r => r.State is HolidayState.Closed);
        Assert.Equal(("Snow emergency", "Blizzard", "ExecutiveDirector (test)"), (row.Name, row.Reason, row.By));
        Assert.Equal(1L, await desk.CountEventsAsync("calendar.day-closed"));
    }

    [Theory]
    [InlineData("2031-12-25")]
    [InlineData("2031-06-14")]
    public async Task ClosureOfAClosedDay_IsRefusedWithItsName(string day) =>
        Assert.IsType<DayIsClosedAlready>((await CloseAsync(day)).Refusal);

    [Fact]
    public async Task ClosureWithoutReason_IsRefusedInWords() => Assert.Equal(
        4, Assert.IsType<NotValid>((await desk.SendAsync(new CloseDayCommand(null, "", "", ""))).Refusal).Problems.Count);

    [Fact]
    public async Task MovedHoliday_IsKeptOnItsNewDayAndCanBeTakenBack()
    {
        var holiday = await HolidayAsync(2032, "Independence Day");

        Assert.Null((await MoveAsync(holiday, "2032-07-05", "2032-07-06")).Refusal);

        var moved = (await ListAsync(2032)).Rows.Single(r => r.Name == "Independence Day");
        Assert.Equal((HolidayState.Moved, Day("2032-07-06")), (moved.State, moved.KeptOn));
        Assert.Equal(Day("2032-07-07"), (await desk.CountAsync("complaint-transmittal", "2032-07-02")).Due);

        Assert.Null((await desk.SendAsync(new WithdrawCalendarChangeCommand(moved.ChangeId!.Value, "Order rescinded"))).Refusal);

        var rows = (await ListAsync(2032)).Rows.Where(r => r.Name == "Independence Day").ToList();
        Assert.Equal([HolidayState.KeptOnMonday, HolidayState.Withdrawn], rows.Select(r => r.State));
        Assert.IsType<WithdrawnAlready>((await desk.SendAsync(new WithdrawCalendarChangeCommand(moved.ChangeId.Value, "Again"))).Refusal);
    }

    [Fact]
    public async Task HolidayMovedTwice_IsRefused()
    {
        var holiday = await HolidayAsync(2033, "Labor Day");
        Assert.Null((await MoveAsync(holiday, "2033-09-05", null)).Refusal);

        Assert.IsType<NotKeptOnThatDay>((await MoveAsync(holiday, "2033-09-05", "2033-09-06")).Refusal);
        Assert.IsType<NotKeptOnThatDay>((await MoveAsync(holiday, "2033-09-06", null)).Refusal);
        Assert.Equal(HolidayState.Dropped, (await ListAsync(2033)).Rows.Single(r => r.Name == "Labor Day").State);
    }

    [Fact]
    public async Task RetiredHoliday_WasOneUntilItsLastDayAndKeepsItsHistory()
    {
        var holiday = await HolidayAsync(2034, "Columbus Day");

        Assert.Null((await RetireAsync(holiday, "2040-12-31")).Refusal);

        Assert.Contains((await ListAsync(2040)).Rows, r => r.Name == "Columbus Day");
        Assert.DoesNotContain((await ListAsync(2041)).Rows, r => r.Name == "Columbus Day");
        Assert.Equal(2L, await desk.ScalarAsync<long>("select count(*) from commission.holiday where name = 'Columbus Day'"));
        Assert.IsType<HolidayHasEnded>((await RetireAsync(holiday, "2050-12-31")).Refusal);
    }

    [Fact]
    public async Task CountySwitch_CountsFromItsDayOn()
    {
        Assert.Equal(Day("2043-03-18"), (await desk.CountAsync("complaint-transmittal", "2043-03-16")).Due);

        Assert.Null((await SwitchAsync("Suffolk County", "2043-01-01")).Refusal);

        Assert.Equal(Day("2043-03-19"), (await desk.CountAsync("complaint-transmittal", "2043-03-16")).Due);
        Assert.Equal(Day("2026-03-17"), (await desk.CountAsync("complaint-transmittal", "2026-03-13")).Due);
        Assert.Equal(HolidayState.Kept, (await ListAsync(2043)).Rows.Single(r => r.Name == "Evacuation Day").State);
        Assert.Null((await SwitchAsync("Suffolk County", "2043-01-01")).Refusal);
        Assert.Equal(2, (await ListAsync(2043)).Parts.Count);
        Assert.IsType<NotFound>((await SwitchAsync("Essex County", "2043-01-01")).Refusal);
    }

    [Fact]
    public async Task UnknownIds_AreNotFound()
    {
        Assert.IsType<NotFound>((await MoveAsync(Guid.NewGuid(), "2033-09-05", null)).Refusal);
        Assert.IsType<NotFound>((await RetireAsync(Guid.NewGuid(), "2033-09-05")).Refusal);
        Assert.IsType<NotFound>((await desk.SendAsync(new WithdrawCalendarChangeCommand(Guid.NewGuid(), "Reason"))).Refusal);
    }

    [Theory]
    [InlineData(Roles.ExecutiveDirector, true)]
    [InlineData(Roles.RecordsAccessOfficer, true)]
    [InlineData(Roles.SysAdmin, true)]
    [InlineData(Roles.Counsel, false)]
    [InlineData(Roles.CertStaff, false)]
    [InlineData(Roles.AgencyLiaison, false)]
    [InlineData(Roles.Public, false)]
    public async Task Calendar_IsKeptByThoseWhoMay(string role, bool allowed)
    {
        IRequest<Result<Done>>[] changes =
        [
            new CloseDayCommand(Day("2031-12-25"), "n", "r", "s"),
            new ChangeHolidayCommand(Guid.NewGuid(), Day("2031-12-25"), null, "r", "s"),
            new RetireHolidayCommand(Guid.NewGuid(), Day("2031-12-25"), "r", "s"),
            new WithdrawCalendarChangeCommand(Guid.NewGuid(), "r"),
        ];

        foreach (var change in changes) Assert.Equal(!allowed, (await desk.SendAsync(change, role)).Refusal is NotAllowed);
    }

    private async Task<ListHolidaysResult> ListAsync(int year) =>
        (await desk.SendAsync(new ListHolidaysQuery(year))).Value;

    private async Task<Guid> HolidayAsync(int year, string name) =>
        (await ListAsync(year)).Rows.Single(r => r.Name == name).HolidayId!.Value;

    private Task<Result<Done>> CloseAsync(string day) =>
        desk.SendAsync(new CloseDayCommand(Day(day), "Snow emergency", "Blizzard", "Governor's order"));

    private Task<Result<Done>> MoveAsync(Guid holiday, string day, string? to) =>
        desk.SendAsync(new ChangeHolidayCommand(holiday, Day(day), to is null ? null : Day(to), "Order", "Governor"));

    private Task<Result<Done>> RetireAsync(Guid holiday, string lastDay) =>
        desk.SendAsync(new RetireHolidayCommand(holiday, Day(lastDay), "Repealed", "St. 2034"));

    private Task<Result<Done>> SwitchAsync(string part, string from) =>
        desk.SendAsync(new SwitchPartCommand(part, true, Day(from), "Counsel's memorandum", "Offices close"));

    private static (string, HolidayState) Of(IReadOnlyList<HolidayRow> rows, string day)
    {
        var row = rows.Single(r => r.Day == Day(day));
        return (row.Name, row.State);
    }
}
