using Microsoft.AspNetCore.Components;
using Post.Certification.Features.MapAgencySpelling;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class MapSpellingForm(IDispatcher dispatcher) : ComponentBase
{
    private bool _own = true;
    private Guid? _agencyId;
    private string _officialName = "";
    private string _reason = "";
    private bool _saving;
    private Refusal? _refusal;
    private ElementReference _heading;

    [Parameter, EditorRequired] public Guid SpellingId { get; set; }
    [Parameter, EditorRequired] public string Spelling { get; set; } = "";
    [Parameter] public EventCallback OnMapped { get; set; }
    [Parameter] public EventCallback OnCancelled { get; set; }

    protected override void OnInitialized() => _officialName = Spelling;

    // The form opens away from the button that opened it: whoever cannot see that must be led there.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _heading.FocusAsync();
    }

    private async Task SaveAsync()
    {
        _saving = true;
        var mapped = await dispatcher.Send(new MapAgencySpellingCommand(
            SpellingId, _own ? null : _agencyId, _own ? _officialName : null, _reason));
        _saving = false;
        _refusal = mapped.Refusal;
        if (!mapped.Refused) await OnMapped.InvokeAsync();
    }
}
