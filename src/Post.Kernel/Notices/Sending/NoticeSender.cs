using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Notices.Mail;
using Post.Kernel.Requests;

namespace Post.Kernel.Notices.Sending;

/// <summary>A moment of an attempt at which a process may die; tests let it.</summary>
internal enum SendingStep
{
    Taken,
    Begun,
    BeforeTheDot,
    Marked,
    Answered,
    Recorded,
}

/// <summary>Told of each step of an attempt; it does nothing but in tests, where it is the end of the process.</summary>
internal class SendingProbe
{
    public virtual Task AtAsync(SendingStep step) => Task.CompletedTask;
}

/// <summary>
/// Sends what is due: each delivery at most once, whichever process dies at whichever moment (ADR 0026). Every step is a
/// request of its own under the scheduler's account, so that it stands in the log and in the database before the next.
/// </summary>
internal sealed class NoticeSender(
    NpgsqlDataSource source, ServiceDispatchers doors, IMailTransport transport, MailSettings settings, SendingProbe probe, TimeProvider clock,
    ILogger<NoticeSender> log)
{
    private const int AtATime = 4;
    private const int PerRound = 100;
    private static readonly TimeSpan s_pauseBeforeWritingAgain = TimeSpan.FromSeconds(2);

    private const string DueSql = """
        select id, state = 'Sending' from kernel.notice_delivery
        where state in ('Queued', 'Sending') and next_try_at <= $1 order by next_try_at limit $2
        """;

    /// <summary>Returns how many deliveries were taken up.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var due = await DueAsync(ct);
        if (due.Any(d => d.Left)) await Door().Send(new RecoverAttemptsCommand(), ct);
        var queued = due.Where(d => !d.Left).Select(d => d.Id).ToList();
        await Parallel.ForEachAsync(
            queued, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = ct }, async (id, token) => await SendAsync(id, token));
        return due.Count;
    }

    private async Task<List<(Guid Id, bool Left)>> DueAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(DueSql);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PerRound });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var due = new List<(Guid, bool)>();
        while (await reader.ReadAsync(ct)) due.Add((reader.GetGuid(0), reader.GetBoolean(1)));
        return due;
    }

    private async Task SendAsync(Guid delivery, CancellationToken ct)
    {
        await probe.AtAsync(SendingStep.Taken);
        var begun = await Door().Send(new BeginAttemptCommand(delivery), ct);
        // Another process took it first, or its address has ended; both are settled there.
        if (begun.Refused || begun.Value.To is not { } to) return;
        await probe.AtAsync(SendingStep.Begun);
        var outcome = await TransmitAsync(begun.Value, Mail(begun.Value, to), ct);
        await probe.AtAsync(SendingStep.Answered);
        if (outcome.Result is MailResult.TakenOver) return;
        await RecordAsync(new RecordOutcomeCommand(begun.Value.AttemptId, outcome), begun.Value.Lease);
        await probe.AtAsync(SendingStep.Recorded);
    }

    private async Task<MailOutcome> TransmitAsync(BegunAttempt attempt, MailMessage mail, CancellationToken ct)
    {
        // Longer than its lease no attempt may speak: after that it counts as left, and somebody else begins.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(attempt.Lease);
        try
        {
            return await transport.SendAsync(mail, () => MayEndAsync(attempt.AttemptId), limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailOutcome(MailResult.Deferred, $"The conversation took longer than {attempt.Lease.TotalMinutes:0} minutes.");
        }
    }

    private async Task<bool> MayEndAsync(Guid attempt)
    {
        await probe.AtAsync(SendingStep.BeforeTheDot);
        var marked = await Door().Send(new MarkTransmittingCommand(attempt));
        if (marked.Refused) return false;
        await probe.AtAsync(SendingStep.Marked);
        return true;
    }

    // The answer is known here and nowhere else: the database may be away for a moment, and must hear it when it is back.
    private async Task RecordAsync(RecordOutcomeCommand record, TimeSpan patience)
    {
        var end = clock.GetUtcNow() + patience;
        while (true)
        {
            var recorded = await Door().Send(record);
            if (recorded.Refusal is not { Kind: RefusalKind.Unavailable } refusal) return;
            log.LogWarning("The answer to attempt {Attempt} could not be written down: {Reason}", record.AttemptId, refusal.Text);
            if (clock.GetUtcNow() >= end) return;
            await Task.Delay(s_pauseBeforeWritingAgain);
        }
    }

    private MailMessage Mail(BegunAttempt attempt, Addresses.EmailAddress to) => new(
        attempt.DeliveryId, settings.From, settings.FromName, to, attempt.Notice.Subject, attempt.Notice.Text, attempt.Notice.Html,
        attempt.Notice.IssuedAt);

    private IDispatcher Door() => doors.As(ServiceAccounts.Scheduler(clock));
}
