using System.Globalization;
using Microsoft.AspNetCore.Components;
using Post.Certification.Features.PreviewDecisions;
using Post.Certification.Features.StartDecisions;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.Certification.Ui;

public partial class DecideTogether(IDispatcher dispatcher, NavigationManager navigation, TimeProvider clock) : ComponentBase
{
    private static readonly CultureInfo s_culture = CultureInfo.GetCultureInfo("en-US");

    private readonly Dictionary<Guid, string> _leftOut = [];
    private DateOnly _effectiveOn;
    private DateOnly? _expiresOn;
    private string _reasons = "";
    private DecisionsPreview? _preview;
    private Guid? _after;
    private Refusal? _refusal;
    private bool _busy;

    [Parameter, EditorRequired] public Guid RoundId { get; set; }
    [Parameter] public Guid? AgencyId { get; set; }

    protected override void OnInitialized() => _effectiveOn = clock.Today();

    private Task LookAsync() => TurnAsync(null);

    // What was shown was found for other days.
    private void Forget() => _preview = null;

    private async Task TurnAsync(Guid? after)
    {
        _busy = true;
        var found = await dispatcher.Send(new PreviewDecisionsQuery(RoundId, AgencyId, _effectiveOn, _expiresOn, after));
        _busy = false;
        _refusal = found.Refusal;
        (_preview, _after) = (found.Refused ? null : found.Value, after);
    }

    private void LeaveOut(Guid person, string? why)
    {
        if (string.IsNullOrWhiteSpace(why)) _leftOut.Remove(person);
        else _leftOut[person] = why.Trim();
    }

    private async Task StartAsync()
    {
        _busy = true;
        var started = await dispatcher.Send(new StartDecisionsCommand(RoundId, AgencyId, _effectiveOn, _reasons)
        {
            ExpiresOn = _expiresOn,
            LeftOut = [.. _leftOut.Select(l => new LeftOut(l.Key, l.Value))],
        });
        _busy = false;
        _refusal = started.Refusal;
        if (!started.Refused) navigation.NavigateTo($"/staff/certification/rounds/decisions/{started.Value}");
    }

    private static string Number(int value) => value.ToString("N0", s_culture);
}
