using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.ScanDocuments;

/// <summary>Has the scanner look at one content and writes down what it said.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("document.content-scanned", DataClass.None)]
public sealed record ScanContentCommand(string Sha256) : ICommand<ScanState>;

internal sealed class ScanContentHandler(DbSession session, DocumentStore store, ClamScanner scanner, ChangeContext change, TimeProvider clock)
    : IRequestHandler<ScanContentCommand, Result<ScanState>>
{
    public async Task<Result<ScanState>> Handle(ScanContentCommand command, CancellationToken ct)
    {
        change.Artefact(Convert.FromHexString(command.Sha256));
        var answer = await AskAsync(command.Sha256, ct);
        await using var update = new NpgsqlCommand(
            """
            update kernel.document_content set scan_tried_at = $2, scan_found = coalesce($4, scan_found),
              scan = case when $3 in ('Clean', 'Infected') then $3 else scan end
            where sha256 = $1 and scan in ('Waiting', 'NotConfigured')
            """, session.Connection)
            .With(command.Sha256, clock.GetUtcNow().UtcDateTime, answer.State.ToString(), new NpgsqlParameter<string?> { TypedValue = answer.Found });
        await update.ExecuteNonQueryAsync(ct);
        change.Changed("scan", null, answer.Found is { } found ? $"{answer.State}: {found}" : answer.State.ToString());
        return answer.State;
    }

    // Bytes that are gone are the integrity check's to report.
    private async Task<ScanAnswer> AskAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var content = store.Open(sha256);
            return await scanner.ScanAsync(content, ct);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ScanAnswer(ScanState.NotConfigured);
        }
    }
}
