using Microsoft.AspNetCore.Components;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListReviewItems;

public partial class ReviewList(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private string? _kind;
    private string? _done;
    private ReviewRow? _chosen;
    private ListReviewItemsResult? _result;
    private Refusal? _refusal;

    [Parameter] public string? Kind { get; set; }
    [Parameter] public bool Decided { get; set; }
    [Parameter] public Guid? After { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _kind = Kind;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var listed = await dispatcher.Send(new ListReviewItemsQuery(Kind, Decided, After));
        _refusal = listed.Refusal;
        _result = listed.Refused ? null : listed.Value;
    }

    private async Task ResolvedAsync()
    {
        _done = $"Decided: {_chosen?.OfficerNumber}.";
        _chosen = null;
        await LoadAsync();
    }

    private void Filter() => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["kind"] = _kind,
        ["after"] = null,
    }));

    private string PageUri(Guid? after) => navigation.GetUriWithQueryParameter("after", after);
}
