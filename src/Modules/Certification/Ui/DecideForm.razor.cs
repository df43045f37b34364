using Microsoft.AspNetCore.Components;
using Post.Certification.Applications;
using Post.Certification.Features.DecideApplication;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class DecideForm(IDispatcher dispatcher) : ComponentBase
{
    private readonly List<ConditionLine> _conditions = [new()];
    private string? _code;
    private DateOnly _effectiveOn;
    private DateOnly? _expiresOn;
    private string _reasons = "";
    private bool _saving;
    private Refusal? _refusal;

    [Parameter, EditorRequired] public ApplicationFile File { get; set; } = default!;

    /// <summary>What was decided, in words.</summary>
    [Parameter] public EventCallback<string> OnDecided { get; set; }

    private DecisionChoice? Chosen => File.Choices.FirstOrDefault(c => c.Code == _code);

    protected override void OnInitialized() => _effectiveOn = File.Today;

    private async Task SaveAsync()
    {
        if (Chosen is not { } chosen) return;
        _saving = true;
        var decided = await dispatcher.Send(new DecideApplicationCommand(File.Id, chosen.Code, _effectiveOn, _reasons)
        {
            ExpiresOn = chosen.TakesLastDay ? _expiresOn : null,
            Conditions = chosen.TakesConditions ? [.. _conditions.Where(c => !c.Empty).Select(c => c.ToWish(File.Today))] : [],
        });
        _saving = false;
        _refusal = decided.Refusal;
        if (!decided.Refused) await OnDecided.InvokeAsync(chosen.Words);
    }

    /// <summary>A condition while it is written; one without words and day is none.</summary>
    private sealed class ConditionLine
    {
        public string Words { get; set; } = "";
        public DateOnly? DueOn { get; set; }
        public int? DaysFromReturn { get; set; }
        public bool Empty => string.IsNullOrWhiteSpace(Words) && DueOn is null && DaysFromReturn is null;

        // Without a day it falls on today, and the decision is refused with the words that ask for a later one.
        public ConditionWish ToWish(DateOnly today) => DaysFromReturn is { } days ? new(Words, DueOn, days) : new(Words, DueOn ?? today);
    }
}
