using Microsoft.AspNetCore.Components;
using Post.Certification.Features.ListAgencies;
using Post.Kernel.Requests;
using Radzen;

namespace Post.Certification.Ui;

public partial class AgencyPicker(IDispatcher dispatcher) : ComponentBase
{
    private IReadOnlyList<AgencyRow> _agencies = [];

    /// <summary>Ties the label to the field.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter] public Guid? Value { get; set; }
    [Parameter] public EventCallback<Guid?> ValueChanged { get; set; }

    /// <summary>Told the whole row of what is chosen.</summary>
    [Parameter] public EventCallback<AgencyRow> OnChosen { get; set; }

    /// <summary>The name of an agency chosen before the list was opened, for instance by the address of the page.</summary>
    [Parameter] public string? ChosenName { get; set; }

    /// <summary>Leaves out agencies that ended: for service of today there is nobody there.</summary>
    [Parameter] public bool PresentOnly { get; set; }

    // Before anything is typed the list holds the chosen one alone, so that it can be shown.
    protected override void OnParametersSet()
    {
        if (Value is { } id && ChosenName is { } name && _agencies.All(a => a.AgencyId != id))
        {
            _agencies = [new AgencyRow(id, name, null, false, 0), .. _agencies];
        }
    }

    private async Task ChosenAsync(Guid? id)
    {
        await ValueChanged.InvokeAsync(id);
        if (_agencies.FirstOrDefault(a => a.AgencyId == id) is { } chosen) await OnChosen.InvokeAsync(chosen);
    }

    private async Task FindAsync(LoadDataArgs typed)
    {
        var found = await dispatcher.Send(new ListAgenciesQuery(typed.Filter, null, PresentOnly: PresentOnly));
        // Without the right to list agencies there is none to choose; the page around says why.
        _agencies = found.Refused ? [] : found.Value.Rows;
    }
}
