using Microsoft.AspNetCore.Components;
using Post.Certification.Applications;
using Post.Certification.Domain;
using Post.Kernel.Requests;

namespace Post.Certification.Features.ListApplications;

public partial class ApplicationList(IDispatcher dispatcher, NavigationManager navigation) : ComponentBase
{
    private static readonly KindOption[] s_kinds =
        [.. Enum.GetNames<ApplicationKind>().Select(k => new KindOption(k, DecisionWords.OfApplication(k)))];

    private static readonly KindOption[] s_cuts =
        [.. Enum.GetValues<ApplicationCut>().Select(c => new KindOption(c.ToString(), CutWords(c)))];

    private string? _kind;
    private string? _show;
    private Guid? _agency;
    private ListApplicationsResult? _result;
    private Refusal? _refusal;

    [Parameter] public string? Kind { get; set; }
    [Parameter] public Guid? Agency { get; set; }
    [Parameter] public bool Closed { get; set; }
    [Parameter] public string? Show { get; set; }
    [Parameter] public Guid? After { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        (_kind, _agency, _show) = (Kind, Agency, Show);
        var listed = await dispatcher.Send(new ListApplicationsQuery(Kind, Agency, Closed, After) { Show = Closed ? null : Show });
        _refusal = listed.Refusal;
        _result = listed.Refused ? null : listed.Value;
    }

    private void Filter() => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["kind"] = _kind,
        ["agency"] = _agency,
        ["show"] = _show,
        ["after"] = null,
    }));

    private static string CutWords(ApplicationCut cut) => cut switch
    {
        ApplicationCut.Late => "Late",
        ApplicationCut.Soon => "Due soon, or late",
        ApplicationCut.Ending => "Certification ends soon",
        _ => "Complete, to decide",
    };

    private string PageUri(Guid? after) => navigation.GetUriWithQueryParameter("after", after);

    private static string Shown(ApplicationRow row) => (row.Items, row.OpenItems) switch
    {
        (0, _) => "None to show",
        (var all, 0) => $"All {all} shown",
        var (all, open) => $"{all - open} of {all} shown",
    };
}

/// <summary>A kind of application to filter by.</summary>
internal sealed record KindOption(string Code, string Label);
