namespace Post.Audit.Tests.Tampering;

/// <summary>The two events of a redaction, as the application writes them.</summary>
internal static class Redacted
{
    public static async Task AppendAsync(SealedLog log, Guid target, Func<AuditEvent, AuditEvent, (AuditEvent Asked, AuditEvent Done)>? change = null)
    {
        var asked = log.Next() with { Action = LogActions.RedactionAsked, ParentId = target, IntentId = null, Outcome = AuditOutcome.Ok };
        var other = asked.Actor with { Id = Events.Id(99) };
        var done = log.Next() with { Action = LogActions.Redacted, ParentId = target, IntentId = asked.Id, Outcome = AuditOutcome.Ok, Actor = other };
        var (first, second) = change?.Invoke(asked, done) ?? (asked, done);
        await using var connection = SealedLog.Connect(log.Database.App);
        await connection.OpenAsync();
        await AuditStore.AppendAsync(connection, [first], CancellationToken.None);
        await AuditStore.AppendAsync(connection, [second], CancellationToken.None);
    }
}
