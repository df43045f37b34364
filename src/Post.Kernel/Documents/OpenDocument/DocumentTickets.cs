using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.OpenDocument;

/// <summary>Whether the bytes go into a page or into a file.</summary>
public enum DocumentUse
{
    Show,
    Download,
}

/// <summary>
/// The right to fetch one document once: a random text that is told to one session and kept as a digest, so that neither
/// a copied address nor a reader of the table can fetch anything.
/// </summary>
internal sealed class DocumentTickets(DbSession session, DocumentSettings settings, TimeProvider clock)
{
    private const int Length = 32;

    public async Task<string?> IssueAsync(Guid document, DocumentUse use, Caller caller, CancellationToken ct)
    {
        if (caller is not { Id: { } account, SessionId: { } signIn }) return null;
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));
        var now = clock.GetUtcNow();
        await using var command = new NpgsqlCommand(
            """
            insert into kernel.document_ticket (token_sha256, document_id, use, account_id, session_id, issued_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """, session.Connection)
            .With(DigestOf(ticket), document, use.ToString(), account, signIn, now.UtcDateTime, (now + settings.TicketLife).UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
        return ticket;
    }

    /// <summary>Marks the ticket used if it may be; of two who try at once one finds it used.</summary>
    public async Task<Result<RedeemedTicket>> RedeemAsync(string ticket, Caller caller, CancellationToken ct)
    {
        if (await LockAsync(ticket, ct) is not { } row) return new TicketUnknown();
        var redeemed = new RedeemedTicket(row.Document, row.Use);
        if (row.Account != caller.Id || row.SignIn != caller.SessionId) return new TicketOfAnother();
        if (row.UsedAt is not null) return new TicketUsed();
        if (row.ExpiresAt <= clock.GetUtcNow()) return new TicketExpired();
        await using var command = new NpgsqlCommand("update kernel.document_ticket set used_at = $2 where token_sha256 = $1", session.Connection)
            .With(DigestOf(ticket), clock.GetUtcNow().UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
        return redeemed;
    }

    /// <summary>For which document a ticket was made, whoever shows it; null when there is none.</summary>
    public async Task<Guid?> DocumentOfAsync(string ticket, CancellationToken ct) => (await LockAsync(ticket, ct))?.Document;

    private async Task<Row?> LockAsync(string ticket, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select document_id, use, account_id, session_id, expires_at, used_at from kernel.document_ticket
            where token_sha256 = $1 for update
            """, session.Connection).With(DigestOf(ticket));
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return new Row(
            reader.GetGuid(0), Enum.Parse<DocumentUse>(reader.GetString(1)), reader.GetGuid(2), reader.GetGuid(3),
            reader.GetFieldValue<DateTimeOffset>(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5));
    }

    private static byte[] DigestOf(string ticket) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ticket));

    private sealed record Row(Guid Document, DocumentUse Use, Guid Account, Guid SignIn, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);
}

/// <summary>What a good ticket gives.</summary>
internal sealed record RedeemedTicket(Guid Document, DocumentUse Use);
