using Microsoft.AspNetCore.Components;
using Post.Commission.Domain;
using Post.Commission.Features.ApproveContract;
using Post.Commission.Features.CloseContract;
using Post.Commission.Features.EstablishSystem;
using Post.Commission.Features.ShowSystem;
using Post.Kernel.Ui;

namespace Post.Commission.Ui;

public partial class SystemPage
{
    private ShowSystemResult? _result;

    [Parameter] public Guid SystemId { get; set; }

    protected override async Task OnInitializedAsync() => _result = await ReadAsync(new ShowSystemQuery(SystemId));

    // Several forms share names of fields; each is given back only what it sent itself.
    private PostedForm Of(string form) => Form.Was(form) ? Form : PostedForm.Nothing;

    private string Here => $"/staff/systems/{SystemId}?done=saved";

    private Task EstablishAsync() => ActAsync(new EstablishSystemCommand(SystemId), _ => Here);

    private Task ChangeAsync() => ActAsync(SystemFields.Command(Form, SystemId), _ => Here);

    private Task ReviewAsync() => ActAsync(ReviewForm.Command(Form, SystemId), _ => Here);

    private Task ContractAsync() => ActAsync(
        ContractForm.Command(Form, SystemId, [.. (_result?.Provisions ?? []).Select(p => p.Code)]), _ => Here);

    private Task ApproveAsync() => ActAsync(new ApproveContractCommand(Form.Key("contract") ?? Guid.Empty), _ => Here);

    private Task CloseAsync() => ActAsync(
        new CloseContractCommand(Form.Key("contract") ?? Guid.Empty, Form.Choice<ContractState>("state"), Form.Said("why")), _ => Here);
}
