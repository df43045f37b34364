using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Documents;

/// <summary>The rows of documents and their contents, on the connection of the request.</summary>
internal sealed class DocumentRows(DbSession session)
{
    private const string Select = """
        select d.id, d.sha256, c.bytes, c.type, c.charset, c.hold_words, c.scan, c.scan_found, c.integrity, c.checked_at,
          d.name_as_sent, d.class, d.received_from, d.received_by_name, d.received_at, d.subjects, d.owner_kind, d.owner_reference,
          d.supersedes, (select n.id from kernel.document n where n.supersedes = d.id),
          h.outcome, h.reason, h.decided_by_name, h.decided_at
        from kernel.document d join kernel.document_content c using (sha256)
        left join lateral (
          select outcome, reason, decided_by_name, decided_at from kernel.document_hold_decision
          where document_id = d.id order by decided_at desc, id desc limit 1) h on true
        """;

    /// <summary>Held for what it is, replaced by nothing and decided by nobody; of a row of <c>d</c> and its <c>c</c>.</summary>
    public const string Undecided = """
        c.hold is not null and c.integrity = 'Intact' and c.scan not in ('Infected', 'Waiting')
          and not exists (select from kernel.document n where n.supersedes = d.id)
          and not exists (select from kernel.document_hold_decision o where o.document_id = d.id)
        """;

    public async Task<Document?> FindAsync(Guid id, CancellationToken ct) =>
        (await ManyAsync($"{Select} where d.id = $1", ct, id)).SingleOrDefault();

    /// <summary>Newest first; ids are made in the order of time.</summary>
    public Task<IReadOnlyList<Document>> OfAsync(DocumentOwnerKey owner, Guid? before, int limit, CancellationToken ct)
    {
        const string Owned = $"{Select} where d.owner_kind = $1 and d.owner_reference = $2";
        return before is { } last
            ? ManyAsync($"{Owned} and d.id < $4 order by d.id desc limit $3", ct, owner.Kind, owner.Reference, limit, last)
            : ManyAsync($"{Owned} order by d.id desc limit $3", ct, owner.Kind, owner.Reference, limit);
    }

    /// <summary>Those about which nobody has decided, of these classes, newest first.</summary>
    public Task<IReadOnlyList<Document>> HeldAsync(string[] openClasses, Guid? before, int limit, CancellationToken ct)
    {
        const string Held = $"{Select} where {Undecided} and d.class = any ($1)";
        return before is { } last
            ? ManyAsync($"{Held} and d.id < $3 order by d.id desc limit $2", ct, openClasses, limit, last)
            : ManyAsync($"{Held} order by d.id desc limit $2", ct, openClasses, limit);
    }

    public async Task AddDecisionAsync(Guid document, HoldDecision decision, Guid by, CancellationToken ct)
    {
        await using var command = await CommandAsync(
            """
            insert into kernel.document_hold_decision (id, document_id, outcome, reason, decided_by, decided_by_name, decided_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            ct, Guid.CreateVersion7(decision.DecidedAt), document, decision.Outcome.ToString(), decision.Reason, by, decision.DecidedBy,
            decision.DecidedAt.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<long> BytesSentSinceAsync(Guid account, DateTimeOffset since, CancellationToken ct)
    {
        await using var command = await CommandAsync(
            """
            select coalesce(sum(c.bytes), 0)::bigint from kernel.document d join kernel.document_content c using (sha256)
            where d.received_by = $1 and d.received_at > $2
            """, ct, account, since.UtcDateTime);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Keeps the sweep of files without a row away from this content until the transaction ends.</summary>
    public async Task HoldContentAsync(string sha256, CancellationToken ct)
    {
        await using var command = await CommandAsync("select pg_advisory_xact_lock(hashtextextended('post.document.' || $1, 0))", ct, sha256);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A content that came before keeps its row; a scan made now, and whole bytes, are better knowledge.</summary>
    public async Task KeepContentAsync(DocumentContent content, string? hold, CancellationToken ct)
    {
        await using var command = await CommandAsync(
            """
            with healed as (
              insert into kernel.document_finding (id, sha256, found_at, integrity, found_sha256, found_bytes)
              select kernel.new_id(), sha256, $9, 'Intact', sha256, bytes from kernel.document_content where sha256 = $1 and integrity <> 'Intact'
            )
            insert into kernel.document_content (sha256, bytes, type, charset, hold, hold_words, scan, scan_found, scan_tried_at,
              kept_at, checked_at, integrity)
            values ($1, $2, $3, $4, $5, $6, $7, $8, case when $7 <> 'NotConfigured' then $9 end, $9, $9, 'Intact')
            on conflict (sha256) do update set
              scan = case
                when excluded.scan = 'NotConfigured' or (excluded.scan = 'Waiting' and document_content.scan <> 'NotConfigured') then document_content.scan
                else excluded.scan end,
              scan_found = case when excluded.scan in ('Clean', 'Infected') then excluded.scan_found else document_content.scan_found end,
              scan_tried_at = coalesce(excluded.scan_tried_at, document_content.scan_tried_at),
              checked_at = excluded.checked_at, integrity = 'Intact'
            """,
            ct, content.Sha256, content.Bytes, content.Type.ToString(), Text(content.Charset), Text(hold), Text(content.HoldWords),
            content.Scan.ToString(), Text(content.ScanFound), content.CheckedAt.UtcDateTime);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<DocumentContent?> FindContentAsync(string sha256, CancellationToken ct)
    {
        await using var command = await CommandAsync(
            "select sha256, bytes, type, charset, hold_words, scan, scan_found, integrity, checked_at from kernel.document_content where sha256 = $1",
            ct, sha256);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? ReadContent(reader, 0) : null;
    }

    public async Task AddAsync(Document document, Guid receivedBy, CancellationToken ct)
    {
        await using var command = await CommandAsync(
            """
            insert into kernel.document (id, sha256, name_as_sent, class, received_from, received_by, received_by_name, received_at,
              subjects, owner_kind, owner_reference, supersedes)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            ct, document.Id, document.Content.Sha256, document.NameAsSent, document.Class, document.ReceivedFrom, receivedBy, document.ReceivedBy,
            document.ReceivedAt.UtcDateTime, document.Subjects.ToArray(), document.Owner.Kind, document.Owner.Reference,
            new NpgsqlParameter<Guid?> { TypedValue = document.Supersedes });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<Document>> ManyAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = await CommandAsync(sql, ct, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var documents = new List<Document>();
        while (await reader.ReadAsync(ct)) documents.Add(Read(reader));
        return documents;
    }

    private static Document Read(NpgsqlDataReader r) => new(
        r.GetGuid(0),
        ReadContent(r, 1),
        r.GetString(10), r.GetString(11), r.GetString(12), r.GetString(13), r.GetFieldValue<DateTimeOffset>(14), r.GetFieldValue<Guid[]>(15),
        new DocumentOwnerKey(r.GetString(16), r.GetString(17)), IdOrNull(r, 18), IdOrNull(r, 19))
    {
        Decision = r.IsDBNull(20)
            ? null
            : new HoldDecision(Enum.Parse<HoldOutcome>(r.GetString(20)), r.GetString(21), r.GetString(22), r.GetFieldValue<DateTimeOffset>(23)),
    };

    private static DocumentContent ReadContent(NpgsqlDataReader r, int at) => new(
        r.GetString(at), r.GetInt64(at + 1), Enum.Parse<DocumentType>(r.GetString(at + 2)), TextOrNull(r, at + 3), TextOrNull(r, at + 4),
        Enum.Parse<ScanState>(r.GetString(at + 5)), TextOrNull(r, at + 6), Enum.Parse<Integrity>(r.GetString(at + 7)),
        r.GetFieldValue<DateTimeOffset>(at + 8));

    private static string? TextOrNull(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static Guid? IdOrNull(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetGuid(column);

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value };

    private async Task<NpgsqlCommand> CommandAsync(string sql, CancellationToken ct, params object[] values)
    {
        await session.OpenAsync(ct);
        return new NpgsqlCommand(sql, session.Connection).With(values);
    }
}

internal static class CommandValues
{
    public static NpgsqlCommand With(this NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }
}
