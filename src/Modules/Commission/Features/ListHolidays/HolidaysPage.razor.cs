using Microsoft.AspNetCore.Components;
using Post.Commission.Domain;
using Post.Kernel.Deadlines;
using Post.Kernel.Requests;

namespace Post.Commission.Features.ListHolidays;

public partial class HolidaysPage(IDispatcher dispatcher)
{
    private ListHolidaysResult? _listed;
    private Refusal? _refusal;

    [SupplyParameterFromQuery] private int? Year { get; set; }
    [SupplyParameterFromQuery] private string? Change { get; set; }
    [SupplyParameterFromQuery] private string? Told { get; set; }

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
