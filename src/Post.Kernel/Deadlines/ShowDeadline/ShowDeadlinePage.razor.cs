using MediatR;
using Microsoft.AspNetCore.Components;
using Post.Kernel.Deadlines.CloseDeadline;
using Post.Kernel.Deadlines.ExtendDeadline;
using Post.Kernel.Deadlines.ResumeDeadline;
using Post.Kernel.Deadlines.SuspendDeadline;
using Post.Kernel.Requests;

namespace Post.Kernel.Deadlines.ShowDeadline;

public partial class ShowDeadlinePage
{
    private ShowDeadlineResult? _shown;
    private Refusal? _refusal;
    private string? _acting;

    [Parameter] public Guid Id { get; set; }
    [SupplyParameterFromForm(FormName = "extend")] private int? Count { get; set; }
    [SupplyParameterFromForm(FormName = "extend")] private DeadlineUnit Unit { get; set; }
    [SupplyParameterFromForm(FormName = "extend")] private string? By { get; set; }
    [SupplyParameterFromForm(FormName = "extend")] private string? Authority { get; set; }
    [SupplyParameterFromForm(FormName = "extend")] private string? Reason { get; set; }
    [SupplyParameterFromForm(FormName = "suspend")] private DateOnly From { get; set; }
    [SupplyParameterFromForm(FormName = "suspend")] private string? SuspendAuthority { get; set; }
    [SupplyParameterFromForm(FormName = "suspend")] private string? SuspendReason { get; set; }
    [SupplyParameterFromForm(FormName = "resume")] private DateOnly LastDay { get; set; }
    [SupplyParameterFromForm(FormName = "resume")] private string? ResumeReason { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private bool Met { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private DateOnly On { get; set; }
    [SupplyParameterFromForm(FormName = "close")] private string? CloseReason { get; set; }

    private bool StandsStill => _shown!.Present.Facts.Suspensions.Any(s => s.To is null);

    protected override async Task OnInitializedAsync()
    {
        var shown = await Dispatcher.Send(new ShowDeadlineQuery(Id));
        _refusal = shown.Refusal;
        if (!shown.Refused) _shown = shown.Value;
    }

    private Task ExtendAsync() =>
        ActAsync("extend", new ExtendDeadlineCommand(Id, Count ?? 0, Unit, By ?? "", Authority ?? "", Reason ?? ""));

    private Task SuspendAsync() =>
        ActAsync("suspend", new SuspendDeadlineCommand(Id, From, SuspendAuthority ?? "", SuspendReason ?? ""));

    private Task ResumeAsync() => ActAsync("resume", new ResumeDeadlineCommand(Id, LastDay, ResumeReason ?? ""));

    private Task CloseAsync() => ActAsync("close", new CloseDeadlineCommand(Id, Met, On, CloseReason ?? ""));

    private async Task ActAsync(string name, IRequest<Result<Done>> command)
    {
        var done = await Dispatcher.Send(command);
        (_refusal, _acting) = (done.Refusal, name);
        if (!done.Refused) Navigation.NavigateTo($"/staff/deadlines/{Id}");
    }
}
