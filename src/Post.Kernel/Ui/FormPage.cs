using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Post.Kernel.Requests;

namespace Post.Kernel.Ui;

/// <summary>A static page with plain forms: it reads, and when a form was sent it acts and leads on, or says why not.</summary>
public abstract class FormPage : ComponentBase
{
    [Inject] private IDispatcher Dispatcher { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext? Http { get; set; }

    /// <summary>What the form before this page did, as a word in the address.</summary>
    [SupplyParameterFromQuery] protected string? Done { get; set; }

    protected Refusal? Refusal { get; private set; }

    protected PostedForm Form { get; private set; } = PostedForm.Nothing;

    protected override void OnInitialized()
    {
        if (Http?.Request is { HasFormContentType: true } request) Form = new PostedForm(request.Form);
    }

    protected async Task<T?> ReadAsync<T>(IRequest<Result<T>> query) where T : class
    {
        var read = await Dispatcher.Send(query);
        Refusal ??= read.Refusal;
        return read.Refused ? null : read.Value;
    }

    /// <summary>For an answer that is shown once, on this very page, and stands in no address.</summary>
    protected async Task<T?> TellAsync<T>(IRequest<Result<T>> command) where T : class
    {
        var acted = await Dispatcher.Send(command);
        Refusal = acted.Refusal;
        return acted.Refused ? null : acted.Value;
    }

    /// <param name="command">What the form asks for.</param>
    /// <param name="then">Where to go when it is done.</param>
    protected async Task ActAsync<T>(IRequest<Result<T>> command, Func<T, string> then)
    {
        var acted = await Dispatcher.Send(command);
        Refusal = acted.Refusal;
        if (!acted.Refused) Navigation.NavigateTo(then(acted.Value));
    }
}
