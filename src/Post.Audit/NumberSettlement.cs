using Npgsql;

namespace Post.Audit;

/// <summary>
/// Fills the holes of this process's count when the log can be written again: what was written after all stays, for every
/// other number an event says that its act was refused. Only a process that died leaves holes.
/// </summary>
public sealed class NumberSettlement(NpgsqlDataSource source, AuditProducer producer, IAuditLog log, TimeProvider clock)
{
    /// <summary>Longer than a statement whose wire broke can still be on its way to the disk.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <returns>How many numbers were declared void.</returns>
    /// <exception cref="AuditUnavailableException">The log cannot be written yet; the numbers wait.</exception>
    public async Task<int> SettleAsync(TimeSpan grace, CancellationToken ct)
    {
        var declared = 0;
        foreach (var lost in producer.Lost.Where(l => l.Age >= grace).OrderBy(l => l.Number))
        {
            if (!await IsRecordedAsync(lost, ct))
            {
                await log.WriteAsync(Void(lost));
                declared++;
            }

            producer.Settle(lost);
        }

        return declared;
    }

    private async Task<bool> IsRecordedAsync(LostNumber lost, CancellationToken ct)
    {
        foreach (var id in lost.Ids)
        {
            await using var command = source.CreateCommand("select audit.is_recorded($1)");
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            if (await command.ExecuteScalarAsync(ct) is true) return true;
        }

        return false;
    }

    private AuditEvent Void(LostNumber lost)
    {
        var now = clock.GetUtcNow();
        return new AuditEvent
        {
            Id = Guid.CreateVersion7(now),
            Stamp = producer.Stamp(lost.Number),
            At = now,
            Actor = new AuditActor(null, ActorKind.Job, "Audit log", []),
            Action = LogActions.NumberVoid,
            DataClass = DataClass.None,
            Outcome = AuditOutcome.Error,
            DenyRule = "not-recorded",
            Duration = TimeSpan.Zero,
            Payload = AuditPayload.Empty with { Summary = "An act could not be recorded, so it was refused; this is its number." },
        };
    }
}
