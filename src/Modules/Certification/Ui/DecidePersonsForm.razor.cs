using Microsoft.AspNetCore.Components;
using Post.Certification.Features.KeepPersonsApart;
using Post.Certification.Features.MergePersons;
using Post.Certification.OfficerFiles;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class DecidePersonsForm(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private bool _same;
    private Guid? _into;
    private string _reason = "";
    private string? _authority;
    private bool _saving;
    private Refusal? _refusal;

    [Parameter, EditorRequired] public OfficerFile One { get; set; } = default!;
    [Parameter, EditorRequired] public OfficerFile Other { get; set; } = default!;

    /// <summary>What was decided, in words, while both still stand alone.</summary>
    [Parameter] public EventCallback<string> OnDecided { get; set; }

    private OfficerFile Into => _into == Other.PersonId ? Other : One;

    private OfficerFile From => Into == One ? Other : One;

    private async Task SaveAsync()
    {
        _saving = true;
        var decided = _same
            ? await dispatcher.Send(new MergePersonsCommand(From.PersonId, Into.PersonId, _reason, _authority))
            : await dispatcher.Send(new KeepPersonsApartCommand(One.PersonId, Other.PersonId, _reason));
        _saving = false;
        _refusal = decided.Refusal;
        if (decided.Refused) return;
        if (_same) navigation.NavigateTo($"/staff/officers/{Into.PersonId}");
        else await OnDecided.InvokeAsync($"Decided: {One.OfficerNumber} and {Other.OfficerNumber} are two persons.");
    }
}
