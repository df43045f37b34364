using MediatR;
using Post.Kernel.Requests;

namespace Post.Kernel.Events;

/// <summary>Something that happened, in the past tense, in the contracts of the module it happened in.</summary>
public interface IIntegrationEvent;

/// <summary>Told inside the transaction of the request, when the owner of other rows must decide before it commits.</summary>
public interface ITransactionalEvent : INotification;

/// <summary>A module's wish: when that happens, send this command, under the outbox's account.</summary>
public sealed record Subscription(string Name, Type EventType, Func<IIntegrationEvent, object> ToCommand);

/// <summary>Where a module says what it does about events; the name is stored, so it must not change.</summary>
public sealed class Subscriptions
{
    private readonly List<Subscription> _all = [];

    public IReadOnlyList<Subscription> All => _all;

    public void On<TEvent>(string name, Func<TEvent, ICommand<Done>> command) where TEvent : IIntegrationEvent =>
        _all.Add(new Subscription(name, typeof(TEvent), e => command((TEvent)e)));
}
