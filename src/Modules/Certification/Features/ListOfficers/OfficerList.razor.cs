using Microsoft.AspNetCore.Components;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListOfficers;

public partial class OfficerList(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private string? _text;
    private Guid? _agency;
    private string? _status;
    private ListOfficersResult? _result;
    private Refusal? _refusal;

    [Parameter] public string? Text { get; set; }
    [Parameter] public Guid? AgencyId { get; set; }
    [Parameter] public string? Status { get; set; }
    [Parameter] public Guid? After { get; set; }

    private bool Filtered => !string.IsNullOrWhiteSpace(Text) || AgencyId is not null || !string.IsNullOrWhiteSpace(Status);

    protected override async Task OnParametersSetAsync()
    {
        (_text, _agency, _status) = (Text, AgencyId, Status);
        var listed = await dispatcher.Send(new ListOfficersQuery(Text, AgencyId, Status, After));
        _refusal = listed.Refusal;
        _result = listed.Refused ? null : listed.Value;
    }

    private void Filter() => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(_text) ? null : _text.Trim(),
        ["agency"] = _agency,
        ["status"] = _status,
        ["after"] = null,
    }));

    private string PageUri(Guid? after) => navigation.GetUriWithQueryParameter("after", after);
}
