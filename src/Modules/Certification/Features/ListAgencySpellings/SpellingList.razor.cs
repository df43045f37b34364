using Microsoft.AspNetCore.Components;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListAgencySpellings;

public partial class SpellingList(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private string? _text;
    private string? _done;
    private SpellingRow? _chosen;
    private ListAgencySpellingsResult? _result;
    private Refusal? _refusal;

    [Parameter] public bool Decided { get; set; }
    [Parameter] public string? Text { get; set; }
    [Parameter] public Guid? After { get; set; }

    private string EmptyTitle => this switch
    {
        { Text.Length: > 0 } => "No spelling fits this filter",
        { Decided: true } => "Nothing has been decided yet",
        _ => "No spelling waits: every one is known",
    };

    protected override Task OnParametersSetAsync()
    {
        _text = Text;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var listed = await dispatcher.Send(new ListAgencySpellingsQuery(Decided, Text, After));
        _refusal = listed.Refusal;
        _result = listed.Refused ? null : listed.Value;
    }

    private async Task MappedAsync()
    {
        _done = $"Decided: {_chosen?.Spelling}.";
        _chosen = null;
        await LoadAsync();
    }

    private void Filter() => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(_text) ? null : _text.Trim(),
        ["after"] = null,
    }));

    private string PageUri(Guid? after) => navigation.GetUriWithQueryParameter("after", after);
}
