using Microsoft.AspNetCore.Components;
using Post.Certification.Features.ListReviewItems;
using Post.Certification.Features.ResolveReviewItem;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class ResolveReviewForm(IDispatcher dispatcher) : ComponentBase
{
    private bool _same;
    private string _reason = "";
    private bool _saving;
    private Refusal? _refusal;
    private ElementReference _heading;

    [Parameter, EditorRequired] public ReviewRow Item { get; set; } = default!;
    [Parameter] public EventCallback OnResolved { get; set; }
    [Parameter] public EventCallback OnCancelled { get; set; }

    private string Outcome => (Item.MayBeANewName, _same) switch
    {
        (true, true) => "SamePerson",
        (true, false) => "NotThisPerson",
        _ => "LookedAt",
    };

    // The form opens away from the button that opened it: whoever cannot see that must be led there.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _heading.FocusAsync();
    }

    private async Task SaveAsync()
    {
        _saving = true;
        var resolved = await dispatcher.Send(new ResolveReviewItemCommand(Item.Id, Outcome, _reason));
        _saving = false;
        _refusal = resolved.Refusal;
        if (!resolved.Refused) await OnResolved.InvokeAsync();
    }
}
