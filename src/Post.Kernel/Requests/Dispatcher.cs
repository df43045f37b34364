using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;

namespace Post.Kernel.Requests;

/// <summary>The one door: pages, endpoints, jobs and verbs know nothing else.</summary>
public interface IDispatcher
{
    Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct = default);
}

/// <summary>Runs each request in a scope of its own: a circuit lives for hours, a DbContext must not.</summary>
public sealed class Dispatcher(IServiceScopeFactory scopes, ICallerSource callers) : IDispatcher
{
    public async Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct = default)
    {
        var caller = await callers.CurrentAsync();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(caller);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }
}

/// <summary>The door for work without a person in front of it: jobs, outbox, verbs, each under its named account.</summary>
public sealed class ServiceDispatchers(IServiceScopeFactory scopes)
{
    public IDispatcher As(Caller account) => new Dispatcher(scopes, new FixedCaller(account));

    private sealed class FixedCaller(Caller caller) : ICallerSource
    {
        public ValueTask<Caller> CurrentAsync() => ValueTask.FromResult(caller);
    }
}
