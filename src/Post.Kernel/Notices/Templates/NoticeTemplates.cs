using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Notices.Templates;

/// <summary>Kinds of notices, their required words and the versions of their templates.</summary>
public sealed class NoticeTemplates(DbSession session)
{
    private const string Columns = """
        kind, language, version, state, subject, body, authority, valid_from, drafted_by, drafted_at, adopted_by, adopted_at
        """;

    public Task<IReadOnlyList<NoticeKind>> KindsAsync(CancellationToken ct) =>
        session.RowsAsync("select key, title, clause, purpose, fields from kernel.notice_kind order by key", ReadKind, ct);

    public async Task<NoticeKind?> KindAsync(string key, CancellationToken ct) => (await session.RowsAsync(
        "select key, title, clause, purpose, fields from kernel.notice_kind where key = $1", ReadKind, ct, key)).SingleOrDefault();

    public Task<IReadOnlyList<RequiredPhrase>> PhrasesAsync(string kind, CancellationToken ct) => session.RowsAsync(
        "select phrase, clause, valid_from, valid_to, source from kernel.notice_phrase where kind = $1 order by clause, phrase",
        r => new RequiredPhrase(r.GetString(0), r.GetString(1), r.GetFieldValue<DateOnly>(2), r.OrNull<DateOnly>(3), r.GetString(4)), ct, kind);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<NoticeTemplate>> VersionsAsync(string kind, string language, CancellationToken ct) => session.RowsAsync(
        $"select {Columns} from kernel.notice_template where kind = $1 and language = $2 order by version desc", Read, ct, kind, language);

    /// <summary>The adopted version with the latest day not after the one asked for.</summary>
    public async Task<NoticeTemplate?> InForceAsync(string kind, string language, DateOnly on, CancellationToken ct) => (await session.RowsAsync(
        $"""
        select {Columns} from kernel.notice_template
        where kind = $1 and language = $2 and state = 'Adopted' and valid_from <= $3 order by valid_from desc, version desc limit 1
        """, Read, ct, kind, language, on)).SingleOrDefault();

    public async Task<NoticeTemplate?> LockAsync(string kind, string language, int version, CancellationToken ct) => (await session.RowsAsync(
        $"select {Columns} from kernel.notice_template where kind = $1 and language = $2 and version = $3 for update",
        Read, ct, kind, language, version)).SingleOrDefault();

    /// <summary>The number of the new draft.</summary>
    public async Task<int> DraftAsync(NoticeTemplate draft, CancellationToken ct) => (int)(await session.ScalarAsync(
        """
        insert into kernel.notice_template (kind, language, version, state, subject, body, authority, drafted_by, drafted_at)
        select $1, $2, coalesce(max(version), 0) + 1, 'Draft', $3, $4, $5, $6, $7
        from kernel.notice_template where kind = $1 and language = $2
        returning version
        """,
        ct, draft.Kind, draft.Language, draft.Subject, draft.Body, draft.Authority, draft.DraftedBy, draft.DraftedAt))!;

    public Task AdoptAsync(NoticeTemplate draft, DateOnly from, string by, DateTimeOffset at, CancellationToken ct) => session.ExecuteAsync(
        """
        update kernel.notice_template set state = 'Adopted', valid_from = $4, adopted_by = $5, adopted_at = $6
        where kind = $1 and language = $2 and version = $3 and state = 'Draft'
        """, ct, draft.Kind, draft.Language, draft.Version, from, by, at);

    private static NoticeKind ReadKind(NpgsqlDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetFieldValue<string[]>(4));

    private static NoticeTemplate Read(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetInt32(2), r.Word<TemplateState>(3), r.GetString(4), r.GetString(5), r.GetString(6),
        r.OrNull<DateOnly>(7))
    {
        DraftedBy = r.GetString(8),
        DraftedAt = r.GetFieldValue<DateTimeOffset>(9),
        AdoptedBy = r.TextOrNull(10),
        AdoptedAt = r.OrNull<DateTimeOffset>(11),
    };
}
