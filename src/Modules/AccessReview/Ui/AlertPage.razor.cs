using System.Globalization;
using Microsoft.AspNetCore.Components;
using Post.AccessReview.Features.AskActor;
using Post.AccessReview.Features.AssignAlert;
using Post.AccessReview.Features.CloseAlert;
using Post.AccessReview.Features.ConcludeAlert;
using Post.AccessReview.Features.ShowAlert;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Ui;

public partial class AlertPage(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private ShowAlertResult? _result;
    private Refusal? _refusal;

    [Parameter] public Guid AlertId { get; set; }

    [SupplyParameterFromForm] private string? Words { get; set; }
    [SupplyParameterFromForm] private string? Refer { get; set; }
    [SupplyParameterFromForm] private string? Judgment { get; set; }

    /// <summary>What the form before this page did.</summary>
    [SupplyParameterFromQuery] private string? Told { get; set; }

    private string DoneWords => Told switch
    {
        "asked" => "The question waits in their work.",
        "judged" => "Judged. A second person closes it.",
        "closed" => "The review is ended.",
        _ => "You work on this alert now.",
    };

    protected override async Task OnInitializedAsync()
    {
        var shown = await dispatcher.Send(new ShowAlertQuery(AlertId));
        _refusal = shown.Refusal;
        _result = shown.Refused ? null : shown.Value;
    }

    private async Task AssignAsync() => Lead(await dispatcher.Send(new AssignAlertCommand(AlertId)), "assigned");

    private async Task AskAsync() => Lead(await dispatcher.Send(new AskActorCommand(AlertId, Words ?? "")), "asked");

    private async Task ConcludeAsync() =>
        Lead(await dispatcher.Send(new ConcludeAlertCommand(AlertId, Judgment == "explained", Words ?? "")), "judged");

    private async Task CloseAsync() => Lead(await dispatcher.Send(new CloseAlertCommand(AlertId, Refer, Words ?? "")), "closed");

    private void Lead(Result<Done> done, string told)
    {
        _refusal = done.Refusal;
        if (!done.Refused) navigation.NavigateTo($"/staff/access-review/alerts/{AlertId}?told={told}");
    }

    private static DateOnly Day(DateTimeOffset at) => CivilClock.LegalDate(at);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
