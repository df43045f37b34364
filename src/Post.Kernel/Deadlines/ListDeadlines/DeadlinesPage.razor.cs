using Microsoft.AspNetCore.Components;
using Post.Kernel.Deadlines.CountDeadline;
using Post.Kernel.Deadlines.StartDeadline;
using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines.ListDeadlines;

public partial class DeadlinesPage
{
    private CountDeadlineResult? _tried;
    private ListDeadlinesResult? _listed;
    private Refusal? _tryRefusal;
    private Refusal? _keepRefusal;
    private Refusal? _listRefusal;

    [SupplyParameterFromQuery] private string? Rule { get; set; }
    [SupplyParameterFromQuery] private DateOnly? Day { get; set; }
    [SupplyParameterFromQuery] private TimeOnly? Time { get; set; }
    [SupplyParameterFromQuery] private string? Means { get; set; }
    [SupplyParameterFromQuery] private bool Sent { get; set; }
    [SupplyParameterFromQuery] private bool Undated { get; set; }
    [SupplyParameterFromQuery(Name = "due")] private DateOnly? AfterDue { get; set; }
    [SupplyParameterFromQuery] private Guid? After { get; set; }
    [SupplyParameterFromForm(FormName = "keep")] private string? Reference { get; set; }
    [SupplyParameterFromForm(FormName = "keep")] private string? What { get; set; }

    private TriggerAnswers Answers =>
        new(Day, Time, Enum.TryParse<DeliveryMeans>(Means, out var means) ? means : DeliveryMeans.NotStated, Sent);

    protected override async Task OnInitializedAsync()
    {
        var tried = await Dispatcher.Send(new CountDeadlineQuery(Rule, Answers));
        _tryRefusal = tried.Refusal;
        // What was refused is said, and the form keeps its choices.
        if (tried.Refused && !string.IsNullOrEmpty(Rule)) tried = await Dispatcher.Send(new CountDeadlineQuery(null, new TriggerAnswers(null, null, default, false)));
        if (!tried.Refused) _tried = tried.Value;

        var listed = await Dispatcher.Send(new ListDeadlinesQuery(Undated, AfterDue, After));
        _listRefusal = listed.Refusal;
        if (!listed.Refused) _listed = listed.Value;
    }

    private async Task KeepAsync()
    {
        var kept = await Dispatcher.Send(new StartDeadlineCommand(Reference ?? "", Rule ?? "", What ?? "", Answers));
        _keepRefusal = kept.Refusal;
        if (!kept.Refused) Navigation.NavigateTo($"/staff/deadlines/{kept.Value}");
    }

    private static string Choice(DeliveryMeans means) => means switch
    {
        DeliveryMeans.InHand => "In hand",
        DeliveryMeans.Electronic => "Electronically",
        DeliveryMeans.Mail => "By mail",
        _ => "Not stated",
    };
}
