using Microsoft.AspNetCore.Components;
using Post.Certification.Features.UnmergePersons;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class UnmergeForm(IDispatcher dispatcher) : ComponentBase
{
    [Parameter, EditorRequired] public Guid PersonId { get; set; }
    [Parameter, EditorRequired] public string Number { get; set; } = "";

    /// <summary>The number it was merged into.</summary>
    [Parameter, EditorRequired] public string From { get; set; } = "";

    [Parameter] public EventCallback OnUndone { get; set; }

    private async Task<Refusal?> UndoAsync(string reason)
    {
        var undone = await dispatcher.Send(new UnmergePersonsCommand(PersonId, reason));
        if (!undone.Refused) await OnUndone.InvokeAsync();
        return undone.Refusal;
    }
}
