using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.App.Operations;

/// <summary>Asks that a stuck delivery be tried again now.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("delivery.retried", DataClass.None)]
internal sealed record RetryDeliveryCommand(Guid EventId, string Subscription) : ICommand<Done>;

internal sealed class RetryDeliveryHandler(DbSession session, ChangeContext change, TimeProvider clock)
    : IRequestHandler<RetryDeliveryCommand, Result<Done>>
{
    public async Task<Result<Done>> Handle(RetryDeliveryCommand command, CancellationToken ct)
    {
        await using var retry = new NpgsqlCommand(
            "update kernel.failed_delivery set next_try_at = $3 where event_id = $1 and subscription = $2", session.Connection);
        retry.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = command.EventId });
        retry.Parameters.Add(new NpgsqlParameter<string> { TypedValue = command.Subscription });
        retry.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        if (await retry.ExecuteNonQueryAsync(ct) == 0) return new NotFound("The delivery");
        change.Summarise($"{command.Subscription}, event {command.EventId}");
        return Done.Instance;
    }
}
