using System.Globalization;
using MediatR;
using Post.Cli;
using Post.Kernel.Requests;

namespace Post.EndToEnd.Tests.Running;

/// <summary>The operator's verbs against one database, while a site may be running on it.</summary>
internal sealed class OperatorDesk(IReadOnlyDictionary<string, string?> settings)
{
    // The verbs read their settings from the environment, of which a process has only one.
    private static readonly SemaphoreSlim s_environment = new(1);

    /// <summary>Runs a verb to its good end, and gives back what it said.</summary>
    public Task<string> RunAsync(params string[] verb) => InEnvironmentAsync(async () =>
    {
        await using var said = new StringWriter(CultureInfo.InvariantCulture);
        var code = await OperatorVerbs.RunAsync(verb, said, said);
        return code == OperatorVerbs.Ok
            ? said.ToString()
            : throw new InvalidOperationException($"scripts/post {string.Join(' ', verb)} ended with {code}:\n{said}");
    });

    /// <summary>Brings a disciplinary file in and publishes what it changed.</summary>
    public Task<string> ImportAsync(string file, DateOnly asOf, string kind = "disciplinary") =>
        RunAsync("import", kind, file, "--as-of", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Sends a request under the operator's account and lets it take effect.</summary>
    public Task<T> SendAsync<T>(IRequest<Result<T>> request) => InEnvironmentAsync(async () =>
    {
        await using var host = OperatorHost.Open();
        var done = await host.AsOperator().Send(request);
        await host.SettleAsync(CancellationToken.None);
        return done.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Text) : done.Value;
    });

    /// <summary>Runs steps with the services of the command line.</summary>
    public Task WithServicesAsync(Func<IServiceProvider, Task> steps) => InEnvironmentAsync(async () =>
    {
        await using var host = OperatorHost.Open();
        await steps(host.Services);
        return true;
    });

    private async Task<T> InEnvironmentAsync<T>(Func<Task<T>> steps)
    {
        await s_environment.WaitAsync();
        try
        {
            foreach (var (name, value) in settings) Environment.SetEnvironmentVariable(NameOf(name), value);
            return await steps();
        }
        finally
        {
            foreach (var name in settings.Keys) Environment.SetEnvironmentVariable(NameOf(name), null);
            s_environment.Release();
        }
    }

    private static string NameOf(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
