using Microsoft.AspNetCore.Components;
using Post.Certification.Features.WithdrawDistinction;
using Post.Certification.OfficerFiles;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class DistinctionCard(IDispatcher dispatcher) : ComponentBase
{
    [Parameter, EditorRequired] public DistinctionRow Row { get; set; } = default!;

    /// <summary>The number on whose file it stands.</summary>
    [Parameter, EditorRequired] public string Own { get; set; } = "";

    [Parameter] public bool MayWithdraw { get; set; }
    [Parameter] public EventCallback OnWithdrawn { get; set; }

    private async Task<Refusal?> WithdrawAsync(string reason)
    {
        var withdrawn = await dispatcher.Send(new WithdrawDistinctionCommand(Row.Id, reason));
        if (!withdrawn.Refused) await OnWithdrawn.InvokeAsync();
        return withdrawn.Refusal;
    }
}
