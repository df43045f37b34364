using System.Globalization;
using Microsoft.AspNetCore.Components;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ShowRound;

public partial class RoundView(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    private RoundBoard? _board;
    private Refusal? _refusal;
    private string? _done;
    private string? _text;
    private bool _waiting;

    [Parameter, EditorRequired] public Guid Id { get; set; }
    [Parameter] public string? Text { get; set; }
    [Parameter] public bool WaitingOnly { get; set; }
    [Parameter] public Guid? After { get; set; }

    protected override Task OnParametersSetAsync()
    {
        (_text, _waiting) = (Text, WaitingOnly);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var shown = await dispatcher.Send(new ShowRoundQuery(Id, Text, WaitingOnly, After));
        _refusal = shown.Refusal;
        _board = shown.Refused ? null : shown.Value;
    }

    private Task TakenAsync(string what)
    {
        _done = what;
        return LoadAsync();
    }

    private void Filter() => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(_text) ? null : _text.Trim(),
        ["waiting"] = _waiting ? true : null,
        ["after"] = null,
    }));

    private string PageUri(Guid? after) => navigation.GetUriWithQueryParameter("after", after);

    private string Officers(string? state) => $"/staff/certification/rounds/{Id}/officers{(state is null ? "" : $"?state={state}")}";

    private static string Number(int value) => value.ToString("N0", s_culture);

    private static string Told(ReminderRow row, DateOnly today) => row.SentAt is not null
        ? $"Sent to {Number(row.Agencies)} {(row.Agencies == 1 ? "agency" : "agencies")}"
        : row.StepOn < today ? "Nobody was missing, or the round was frozen later" : "To come";
}
