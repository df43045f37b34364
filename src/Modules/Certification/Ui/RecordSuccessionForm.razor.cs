using Microsoft.AspNetCore.Components;
using Post.Certification.Contracts;
using Post.Certification.Features.ListAgencies;
using Post.Certification.Features.RecordAgencySuccession;
using Post.Certification.Features.ShowAgency;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class RecordSuccessionForm(IDispatcher dispatcher) : ComponentBase
{
    private static readonly (AgencyEnding Nature, string Words)[] s_natures =
    [
        (AgencyEnding.Merged, "It became part of another agency"),
        (AgencyEnding.Divided, "It was divided among several"),
        (AgencyEnding.Continued, "Another agency goes on in its place"),
    ];

    private readonly List<Chosen> _successors = [];
    private AgencyEnding _nature = AgencyEnding.Merged;
    private DateOnly? _endedOn;
    private Guid? _chosen;
    private string _authority = "";
    private string _reason = "";
    private bool _saving;
    private Refusal? _refusal;
    private ElementReference _heading;

    [Parameter, EditorRequired] public Guid AgencyId { get; set; }
    [Parameter, EditorRequired] public string Agency { get; set; } = "";

    /// <summary>What stands in the record and is to be superseded.</summary>
    [Parameter] public SuccessionRow? Corrected { get; set; }

    [Parameter] public EventCallback OnRecorded { get; set; }
    [Parameter] public EventCallback OnCancelled { get; set; }

    protected override void OnInitialized()
    {
        if (Corrected is not { } present) return;
        (_nature, _endedOn, _authority) = (present.Nature, present.EndedOn, present.Authority);
        _successors.AddRange(present.Successors.Select(s => new Chosen(s.AgencyId, s.Name)));
    }

    // The form opens away from the button that opened it: whoever cannot see that must be led there.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _heading.FocusAsync();
    }

    private void Choose(Guid? id) => _chosen = id;

    // Each choice joins the list below, and the field is free for the next.
    private void Name(AgencyRow chosen)
    {
        if (_successors.TrueForAll(s => s.Id != chosen.AgencyId)) _successors.Add(new Chosen(chosen.AgencyId, chosen.Name));
        _chosen = null;
    }

    private async Task SaveAsync()
    {
        _saving = true;
        var recorded = await dispatcher.Send(new RecordAgencySuccessionCommand(
            AgencyId, _nature, _endedOn, _successors.ConvertAll(s => s.Id), _authority, _reason, Corrected?.Id));
        _saving = false;
        _refusal = recorded.Refusal;
        if (!recorded.Refused) await OnRecorded.InvokeAsync();
    }

    private sealed record Chosen(Guid Id, string Name);
}
