using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Events;

/// <summary>
/// Delivers what the outbox holds: for each event and each subscription one command through the one door, in a scope and
/// a transaction of its own. A failing delivery is retried later and never repeats or stops its neighbours.
/// </summary>
public sealed class OutboxDispatcher(
    NpgsqlDataSource source, Subscriptions subscriptions, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxDispatcher> log)
{
    /// <summary>Waits between tries; after the last the delivery is stuck and stands on the operator's queue.</summary>
    private static readonly TimeSpan[] s_waits =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    private readonly Dictionary<string, Type> _types = subscriptions.All
        .Select(s => s.EventType).Distinct().ToDictionary(Outbox.NameOf);

    /// <summary>Returns how many deliveries were made; zero means that nothing was due.</summary>
    public async Task<int> DispatchAsync(CancellationToken ct)
    {
        // One dispatcher at a time keeps the order: a withdrawal must not be overtaken by the publication before it.
        await using var turn = await AdvisoryLock.TryTakeAsync(source, "post.outbox", ct);
        if (turn is null) return 0;
        var connection = turn.Connection;
        await PassOverDoneAsync(connection, ct);
        var made = 0;
        while (await ReadDueAsync(connection, ct) is { Count: > 0 } due)
        {
            foreach (var delivery in due)
            {
                await DeliverAsync(connection, delivery, ct);
                made++;
            }
        }

        return made;
    }

    /// <summary>Whether nothing is due; deliveries that failed and wait for a later try do not count.</summary>
    public async Task<bool> IsSettledAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return (await ReadDueAsync(connection, ct)).Count == 0;
    }

    // Done without a delivery: what nobody listens to, and what was delivered by a process that died before it said so.
    private async Task PassOverDoneAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            update kernel.outbox o set delivered_at = now()
            where o.delivered_at is null and not exists (
              select from unnest($1::text[], $2::text[]) as s(type, name)
              where s.type = o.type
                and not exists (select from kernel.inbox i where i.event_id = o.id and i.subscription = s.name))
            """, connection);
        BindSubscriptions(command);
        await command.ExecuteNonQueryAsync(ct);
    }

    private void BindSubscriptions(NpgsqlCommand command)
    {
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. subscriptions.All.Select(s => Outbox.NameOf(s.EventType))] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. subscriptions.All.Select(s => s.Name)] });
    }

    private async Task<List<Delivery>> ReadDueAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select o.id, o.type, o.body, s.name, coalesce(f.attempts, 0)
            from kernel.outbox o
            join unnest($1::text[], $2::text[]) as s(type, name) on s.type = o.type
            left join kernel.inbox i on i.event_id = o.id and i.subscription = s.name
            left join kernel.failed_delivery f on f.event_id = o.id and f.subscription = s.name
            where o.delivered_at is null and i.event_id is null
              and (f.event_id is null or (f.next_try_at is not null and f.next_try_at <= $3))
            order by o.seq, s.name
            limit 100
            """, connection);
        BindSubscriptions(command);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var due = new List<Delivery>();
        while (await reader.ReadAsync(ct))
        {
            due.Add(new Delivery(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)));
        }

        return due;
    }

    private async Task DeliverAsync(NpgsqlConnection connection, Delivery delivery, CancellationToken ct)
    {
        var refusal = await TryAsync(delivery, ct);
        if (refusal is null) await MarkDeliveredAsync(connection, delivery, ct);
        else await MarkFailedAsync(connection, delivery, refusal, ct);
    }

    private async Task<string?> TryAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            return await SendAsync(delivery, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One delivery that cannot even be made must not stop its neighbours; it is retried, and then shown.
            log.LogError(failure, "Delivery of {Event} to {Subscription} broke", delivery.EventId, delivery.Subscription);
            return $"The delivery broke: {failure.Message}";
        }
    }

    private async Task<string?> SendAsync(Delivery delivery, CancellationToken ct)
    {
        var subscription = subscriptions.All.Single(s => s.Name == delivery.Subscription);
        var happened = (IIntegrationEvent)JsonSerializer.Deserialize(delivery.Body, _types[delivery.Type], JsonSerializerOptions.Web)!;
        var command = (IRequest<Result<Done>>)subscription.ToCommand(happened);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Set(ServiceAccounts.Outbox(clock));
        var receipt = scope.ServiceProvider.GetRequiredService<InboxReceipt>();
        receipt.EventId = delivery.EventId;
        receipt.Subscription = delivery.Subscription;
        var done = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
        return done.Refusal?.Text;
    }

    private async Task MarkDeliveredAsync(NpgsqlConnection connection, Delivery delivery, CancellationToken ct)
    {
        var wanted = subscriptions.All.Where(s => Outbox.NameOf(s.EventType) == delivery.Type).Select(s => s.Name).ToArray();
        await using var command = new NpgsqlCommand(
            """
            with gone as (delete from kernel.failed_delivery where event_id = $1 and subscription = $2)
            update kernel.outbox set delivered_at = now()
            where id = $1 and (select count(*) from kernel.inbox where event_id = $1 and subscription = any ($3)) = cardinality($3)
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = delivery.EventId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = delivery.Subscription });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = wanted });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task MarkFailedAsync(NpgsqlConnection connection, Delivery delivery, string reason, CancellationToken ct)
    {
        log.LogWarning("Delivery of {Event} to {Subscription} failed: {Reason}", delivery.EventId, delivery.Subscription, reason);
        await using var command = new NpgsqlCommand(
            """
            insert into kernel.failed_delivery (event_id, subscription, attempts, reason, next_try_at) values ($1, $2, 1, $3, $4)
            on conflict (event_id, subscription) do update
            set attempts = kernel.failed_delivery.attempts + 1, reason = excluded.reason, next_try_at = excluded.next_try_at
            """, connection);
        DateTime? next = delivery.Attempts < s_waits.Length ? (clock.GetUtcNow() + s_waits[delivery.Attempts]).UtcDateTime : null;
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = delivery.EventId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = delivery.Subscription });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
        command.Parameters.Add(new NpgsqlParameter<DateTime?> { TypedValue = next });
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Delivery(Guid EventId, string Type, string Body, string Subscription, int Attempts);
}
