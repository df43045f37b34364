using System.Globalization;
using Microsoft.AspNetCore.Components;
using Post.Certification.Domain;
using Post.Certification.Features.RecordFitness;
using Post.Certification.Features.ShowFitness;
using Post.Certification.Features.WithdrawFitness;
using Post.Certification.Fitness;
using Post.Kernel.Requests;

namespace Post.Certification.Ui;

public partial class OfficerFitness(IDispatcher dispatcher) : ComponentBase
{
    private OfficerFitnessRecord? _shown;
    private Refusal? _refusal;
    private string? _done;
    private Form? _chosen;
    private string _kind = nameof(FitnessKind.Physical);
    private DateOnly? _on;
    private string _evaluator = "";
    private string _outcome = nameof(FitnessOutcome.Satisfied);
    private DateOnly? _next;
    private string _because = "";
    private bool _saving;

    [Parameter, EditorRequired] public Guid PersonId { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var opened = await dispatcher.Send(new ShowFitnessQuery(PersonId));
        _refusal = opened.Refusal;
        _shown = opened.Refused ? null : opened.Value;
    }

    private void Choose(FitnessRow? row)
    {
        (_chosen, _refusal, _done, _because) = (new Form(row), null, null, "");
        _kind = row?.Kind ?? nameof(FitnessKind.Physical);
        (_on, _next, _evaluator) = (row?.On, row?.NextDueOn, row?.Evaluator ?? "");
        _outcome = row?.Outcome ?? nameof(FitnessOutcome.Satisfied);
    }

    private Task SaveAsync() => SendAsync(
        new RecordFitnessCommand(PersonId, _kind, _on, _evaluator, _outcome, _next)
        {
            Corrects = _chosen?.Entry?.Id,
            Because = _because.Length == 0 ? null : _because,
        }, _chosen?.Entry is null ? "Recorded." : "Corrected; the entry before stays as what was known.");

    private Task WithdrawAsync(FitnessRow entry) => SendAsync(new WithdrawFitnessCommand(entry.Id, _because), "Withdrawn; it stays as what was known.");

    private async Task SendAsync(ICommand<Done> command, string done)
    {
        _saving = true;
        var sent = await dispatcher.Send(command);
        _saving = false;
        _refusal = sent.Refusal;
        if (sent.Refused) return;
        (_chosen, _done) = (null, done);
        await LoadAsync();
    }

    private static string Day(DateOnly day) => day.ToString("MMMM d, yyyy", CultureInfo.GetCultureInfo("en-US"));

    /// <summary>What the form is about: an entry to correct, or a new one.</summary>
    private sealed record Form(FitnessRow? Entry);
}
