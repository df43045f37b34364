using Microsoft.Extensions.DependencyInjection;
using Post.Audit;
using Post.Certification.Features.ListOfficers;
using Post.Certification.Features.ShowOfficer;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Benchmarks;

/// <summary>Row 2a: the same request through the same pipeline with the audit step alone removed is the bound.</summary>
internal static class AuditedRead
{
    public static async Task MeasureAsync(BenchState state, Options options)
    {
        await using var audited = state.Services();
        await using var unaudited = state.Services(s => s.AddSingleton<IAuditLog, NoLog>());
        var persons = await state.ReadAsync<Guid>("select id from certification.person limit 1000");
        foreach (var clients in new[] { Load.Clients, 1 })
        {
            await CompareAsync($"officer file, {clients} clients / unaudited", clients, options, audited, unaudited,
                (door, i) => SendAsync(door, new ShowOfficerQuery(persons[i % persons.Length])));
            await CompareAsync($"page of 25 officers, {clients} clients / unaudited", clients, options, audited, unaudited,
                (door, i) => SendAsync(door, new ListOfficersQuery(null, null, null, persons[i % persons.Length])));
        }
    }

    private static Task CompareAsync(
        string what, int clients, Options options, ServiceProvider audited, ServiceProvider unaudited, Func<IDispatcher, int, Task> send)
    {
        var product = Door(audited);
        var bound = Door(unaudited);
        return Pairs.MeasureAsync("2a", what, options.Rounds,
            () => Load.CallsAsync(clients, options.Seconds, i => send(product, i)),
            () => Load.CallsAsync(clients, options.Seconds, i => send(bound, i)), clients == 1 ? 0 : 0.6);
    }

    private static IDispatcher Door(ServiceProvider services) => services.GetRequiredService<ServiceDispatchers>()
        .As(People.CertificationStaff(TimeProvider.System));

    private static async Task SendAsync<T>(IDispatcher door, IQuery<T> query)
    {
        var answer = await door.Send(query);
        if (answer.Refusal is { } refusal and not NotFound) throw new InvalidOperationException(refusal.Text);
    }

    private sealed class NoLog : IAuditLog
    {
        public Task WriteAsync(AuditEvent e) => Task.CompletedTask;
    }
}
