using MediatR;
using Microsoft.AspNetCore.Components;
using Post.Commission.Domain;
using Post.Commission.Features.ChangeHoliday;
using Post.Commission.Features.CloseDay;
using Post.Commission.Features.RetireHoliday;
using Post.Commission.Features.SwitchPart;
using Post.Commission.Features.WithdrawCalendarChange;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Commission.Features.ListHolidays;

public partial class HolidaysPage(IDispatcher dispatcher, NavigationManager navigation)
{
    private ListHolidaysResult? _listed;
    private Refusal? _refusal;

    [SupplyParameterFromQuery] private int? Year { get; set; }
    [SupplyParameterFromQuery] private string? Change { get; set; }
    [SupplyParameterFromQuery] private string? Told { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private DateOnly? ClosedDay { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private string? ClosedName { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private string? ClosedReason { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private string? ClosedSource { get; set; }
    [SupplyParameterFromForm(FormName = "move")] private Guid MovedHoliday { get; set; }
    [SupplyParameterFromForm(FormName = "move")] private DateOnly MovedDay { get; set; }
    [SupplyParameterFromForm(FormName = "move")] private DateOnly? MovedTo { get; set; }
    [SupplyParameterFromForm(FormName = "move")] private string? MoveReason { get; set; }
    [SupplyParameterFromForm(FormName = "move")] private string? MoveSource { get; set; }
    [SupplyParameterFromForm(FormName = "retire")] private Guid RetiredHoliday { get; set; }
    [SupplyParameterFromForm(FormName = "retire")] private DateOnly? LastDay { get; set; }
    [SupplyParameterFromForm(FormName = "retire")] private string? RetireReason { get; set; }
    [SupplyParameterFromForm(FormName = "retire")] private string? RetireSource { get; set; }
    [SupplyParameterFromForm(FormName = "withdraw")] private Guid ChangeId { get; set; }
    [SupplyParameterFromForm(FormName = "withdraw")] private string? WithdrawReason { get; set; }
    [SupplyParameterFromForm(FormName = "switch")] private string? Part { get; set; }
    [SupplyParameterFromForm(FormName = "switch")] private bool Counts { get; set; }
    [SupplyParameterFromForm(FormName = "switch")] private DateOnly? SwitchedFrom { get; set; }
    [SupplyParameterFromForm(FormName = "switch")] private string? SwitchAuthority { get; set; }
    [SupplyParameterFromForm(FormName = "switch")] private string? SwitchReason { get; set; }

    // A row has no id of its own: a holiday is told by its day and name, a closure too.
    private HolidayRow? Chosen => Change is null || _listed is not { MayChange: true }
        ? null
        : _listed?.Rows.FirstOrDefault(r => Key(r) == Change && (r.HolidayId is not null || r.ChangeId is not null));

    protected override async Task OnInitializedAsync()
    {
        var listed = await dispatcher.Send(new ListHolidaysQuery(Year));
        _refusal = listed.Refusal;
        if (!listed.Refused) _listed = listed.Value;
    }

    private Task CloseAsync() =>
        ActAsync(new CloseDayCommand(ClosedDay, ClosedName ?? "", ClosedReason ?? "", ClosedSource ?? ""));

    private Task MoveAsync() =>
        ActAsync(new ChangeHolidayCommand(MovedHoliday, MovedDay, MovedTo, MoveReason ?? "", MoveSource ?? ""));

    private Task RetireAsync() =>
        ActAsync(new RetireHolidayCommand(RetiredHoliday, LastDay, RetireReason ?? "", RetireSource ?? ""));

    private Task WithdrawAsync() => ActAsync(new WithdrawCalendarChangeCommand(ChangeId, WithdrawReason ?? ""));

    private Task SwitchedAsync() =>
        ActAsync(new SwitchPartCommand(Part ?? "", Counts, SwitchedFrom, SwitchAuthority ?? "", SwitchReason ?? ""));

    private async Task ActAsync(IRequest<Result<Done>> command)
    {
        var done = await dispatcher.Send(command);
        _refusal = done.Refusal;
        if (!done.Refused) navigation.NavigateTo($"{YearUri(ClosedDay?.Year ?? _listed!.Year)}&told=recorded");
    }

    private static string YearUri(int year) => $"/staff/holidays?year={year}";

    private string ChangeUri(HolidayRow row) =>
        $"{YearUri(_listed!.Year)}&change={Uri.EscapeDataString(Key(row))}#change";

    private static string Key(HolidayRow row) => $"{Iso(row.Day)} {row.Name}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", DeadlineWords.Culture);

    private static string Effect(HolidayRow row) => row.State switch
    {
        HolidayState.Kept => "Yes",
        HolidayState.KeptOnMonday => "Yes, kept on Monday as the day itself is a Sunday",
        HolidayState.OnAWeekend => "On a Saturday: no other day is kept for it",
        HolidayState.Moved => $"Moved to {DeadlineWords.Of(row.KeptOn!.Value)}",
        HolidayState.Dropped => "Not kept this year",
        HolidayState.StopsNoClock => "No: kept in one county only (see below)",
        HolidayState.Closed => "Yes, closed",
        _ => "No: withdrawn",
    };
}
