using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.ScanDocuments;

/// <summary>Has the scanner look at what waits for it, and at what came before there was one; longest untried first.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("documents.scanned", DataClass.None)]
public sealed record ScanWaitingCommand : ICommand<Done>;

internal sealed class ScanWaitingHandler(
    ServiceDispatchers dispatchers, NpgsqlDataSource source, ClamScanner scanner, AuditDraft draft, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ScanWaitingCommand, Result<Done>>
{
    private const int AtMost = 500;

    private const string WaitingSql = """
        select sha256 from kernel.document_content where scan in ('Waiting', 'NotConfigured') and (scan_tried_at is null or scan_tried_at < $1)
        order by scan_tried_at nulls first limit 1
        """;

    public async Task<Result<Done>> Handle(ScanWaitingCommand command, CancellationToken ct)
    {
        if (!scanner.Configured)
        {
            change.Summarise("no scanner is configured");
            return Done.Instance;
        }

        var (begun, answers) = (clock.GetUtcNow(), new List<ScanState>());
        var each = dispatchers.As(ServiceAccounts.Scheduler(clock) with { ParentEvent = draft.Id });
        while (answers.Count < AtMost && await NextAsync(begun, ct) is { } sha256)
        {
            var answer = await each.Send(new ScanContentCommand(sha256), ct);
            if (answer.Refusal is { } refusal) return refusal;
            answers.Add(answer.Value);
            // A scanner that is down is down for the next one too.
            if (answer.Value is ScanState.Waiting) break;
        }

        change.Summarise($"{answers.Count(a => a is ScanState.Clean)} clean, {answers.Count(a => a is ScanState.Infected)} infected, "
            + $"{answers.Count(a => a is ScanState.Waiting)} not answered");
        return Done.Instance;
    }

    private async Task<string?> NextAsync(DateTimeOffset untriedSince, CancellationToken ct)
    {
        await using var command = source.CreateCommand(WaitingSql);
        command.With(untriedSince.UtcDateTime);
        return await command.ExecuteScalarAsync(ct) as string;
    }
}
