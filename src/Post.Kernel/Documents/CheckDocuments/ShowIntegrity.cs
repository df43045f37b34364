using MediatR;
using Npgsql;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;
using Post.Kernel.Requests;

namespace Post.Kernel.Documents.CheckDocuments;

/// <summary>How the kept bytes stand, for operators: counts and digests, nobody's data.</summary>
[Requires(KernelPermissions.Operate)]
[Audited("documents.integrity-shown", DataClass.None)]
public sealed record ShowIntegrityQuery : IQuery<IntegrityState>;

/// <summary>All contents, what waits, and each that is damaged.</summary>
public sealed record IntegrityState(
    long Contents,
    long Bytes,
    DateTimeOffset? OldestCheck,
    long NotScanned,
    long Infected,
    bool ScannerConfigured,
    IReadOnlyList<DamagedContent> Damaged);

/// <summary>A content that is not what it was, by its digest, and how many documents it stands for.</summary>
public sealed record DamagedContent(
    string Sha256, long Bytes, Integrity Integrity, DateTimeOffset FoundAt, string? FoundSha256, long? FoundBytes, long Documents);

internal sealed class ShowIntegrityHandler(DbSession session, DocumentSettings settings) : IRequestHandler<ShowIntegrityQuery, Result<IntegrityState>>
{
    private const string CountsSql = """
        select count(*), coalesce(sum(bytes), 0)::bigint, min(checked_at), count(*) filter (where scan = 'Waiting'), count(*) filter (where scan = 'Infected')
        from kernel.document_content
        """;

    private const string DamagedSql = """
        select c.sha256, c.bytes, c.integrity, f.found_at, f.found_sha256, f.found_bytes, (select count(*) from kernel.document d where d.sha256 = c.sha256)
        from kernel.document_content c
        cross join lateral (select * from kernel.document_finding where sha256 = c.sha256 order by found_at desc limit 1) f
        where c.integrity <> 'Intact' order by f.found_at limit 100
        """;

    public async Task<Result<IntegrityState>> Handle(ShowIntegrityQuery query, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var damaged = await DamagedAsync(ct);
        await using var command = new NpgsqlCommand(CountsSql, session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new IntegrityState(
            reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2),
            reader.GetInt64(3), reader.GetInt64(4), settings.Clamd is not null, damaged);
    }

    private async Task<IReadOnlyList<DamagedContent>> DamagedAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(DamagedSql, session.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<DamagedContent>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new DamagedContent(
                reader.GetString(0), reader.GetInt64(1), Enum.Parse<Integrity>(reader.GetString(2)), reader.GetFieldValue<DateTimeOffset>(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetInt64(5), reader.GetInt64(6)));
        }

        return rows;
    }
}
