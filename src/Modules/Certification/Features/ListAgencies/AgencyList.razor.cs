using Microsoft.AspNetCore.Components;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListAgencies;

public partial class AgencyList(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private string? _text;
    private ListAgenciesResult? _result;
    private Refusal? _refusal;

    [Parameter] public string? Text { get; set; }
    [Parameter] public Guid? After { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _text = Text;
        var listed = await dispatcher.Send(new ListAgenciesQuery(Text, After));
        _refusal = listed.Refusal;
        _result = listed.Refused ? null : listed.Value;
    }

    private void Filter() => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(_text) ? null : _text.Trim(),
        ["after"] = null,
    }));

    private string PageUri(Guid? after) => navigation.GetUriWithQueryParameter("after", after);
}
