using Npgsql;
using Post.Kernel.Data;
using Post.Kernel.Notices.Templates;

namespace Post.Kernel.Notices;

/// <summary>A notice as it stands in the record.</summary>
public sealed record Notice(
    Guid Id,
    long Number,
    string Kind,
    string KindTitle,
    string Purpose,
    string Language,
    int TemplateVersion,
    string Matter,
    Addressee To,
    IReadOnlyList<Guid> Subjects,
    string Subject,
    string Text,
    string Html,
    NoticeState State,
    bool? Sufficient,
    string IssuedBy,
    DateTimeOffset IssuedAt)
{
    /// <summary>The one address to which it goes; null: to every one that serves its purpose.</summary>
    public Guid? OnlyTo { get; init; }

    /// <summary>Words that stand in the mail alone; null where there are none, or the mail has left.</summary>
    public byte[]? Sealed { get; init; }
}

/// <summary>The table of notices, on the connection of the request.</summary>
internal sealed class NoticeBook(DbSession session)
{
    private const string Columns = """
        n.id, n.number, n.kind, k.title, k.purpose, n.language, n.template_version, n.matter, n.addressee_kind, n.addressee_id,
        n.addressee_name, n.subject_ids, n.subject, n.body, n.html, n.state, n.sufficient, n.issued_by, n.issued_at, n.only_to, n.sealed
        """;

    // What needs a person comes first; what was provided by any way comes before what only waits in the mailbox. What went to one address
    // alone waits for no other, and what stands in the mail alone is kept for as long as a mail may have to leave, or lies in the mailbox.
    private const string StateSql = """
        with standing as (
          select n.id, coalesce((
            select case d.state when 'Sending' then 'Queued' when 'Bounced' then 'Sent'
              when 'Refused' then s.without when 'Replaced' then s.without else d.state end
            from kernel.notice_delivery d cross join (select case when n.only_to is null then 'Held' else 'Withdrawn' end as without) s
            where d.notice_id = n.id
            order by array_position(array['Uncertain', 'Queued', 'Sending', 'ToMail', 'Mailed', 'Sent', 'Kept', 'Bounced', 'Withdrawn', 'Refused', 'Replaced'], d.state)
            limit 1), 'Held') as state
          from kernel.notice n where n.id = $1
        )
        update kernel.notice n set
          sufficient = (select bool_or(d.sufficient) from kernel.notice_delivery d where d.notice_id = n.id),
          state = s.state,
          sealed = case when s.state in ('Queued', 'Uncertain', 'Kept') then n.sealed end
        from standing s where n.id = s.id
        """;

    public async Task<Guid?> FindSameAsync(NoticeRequest request, CancellationToken ct) => await session.ScalarAsync(
        "select id from kernel.notice where kind = $1 and addressee_id = $2 and occasion = $3",
        ct, request.Kind, request.To.Id, request.Occasion) as Guid?;

    /// <summary>False when the same notice exists already.</summary>
    public async Task<bool> AddAsync(
        Guid id, NoticeRequest request, NoticeTemplate template, RenderedNotice rendered, byte[]? secrets, IReadOnlyCollection<Guid> subjects,
        string by, DateTimeOffset at, CancellationToken ct) => await session.ExecuteAsync(
        """
        insert into kernel.notice (id, kind, language, template_version, occasion, matter, addressee_kind, addressee_id,
          addressee_name, subject_ids, subject, body, html, state, issued_by, issued_at, only_to, sealed)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'Held', $14, $15, $16, $17)
        on conflict on constraint ux_notice_occasion do nothing
        """,
        ct, id, template.Kind, template.Language, template.Version, request.Occasion, request.Matter, request.To.Kind, request.To.Id,
        request.To.Name, subjects.ToArray(), rendered.Subject, rendered.Text, rendered.Html, by, at, request.OnlyTo, secrets) == 1;

    /// <summary>Brings the notice's own state up to that of its deliveries.</summary>
    public Task RefreshAsync(Guid id, CancellationToken ct) => session.ExecuteAsync(StateSql, ct, id);

    public Task<Notice?> FindAsync(Guid id, CancellationToken ct) => OneAsync("where n.id = $1", ct, id);

    /// <summary>Nothing of it leaves any more, and what stands in its mail alone is gone.</summary>
    public async Task StopAsync(Guid id, string why, string by, CancellationToken ct)
    {
        // The notice before its deliveries, as everywhere: a sender may hold them.
        await LockAsync(id, ct);
        await session.ExecuteAsync(
            """
            update kernel.notice_delivery set state = 'Withdrawn', next_try_at = null, proof = $2, proof_by = $3
            where notice_id = $1 and state in ('Queued', 'ToMail', 'Kept')
            """, ct, id, why, by);
        await RefreshAsync(id, ct);
        await session.ExecuteAsync("update kernel.notice set sealed = null where id = $1 and sealed is not null", ct, id);
    }

    /// <summary>Holds the row until the transaction ends: acts on one notice come one after the other.</summary>
    public Task<Notice?> LockAsync(Guid id, CancellationToken ct) => OneAsync("where n.id = $1 for update of n", ct, id);

    /// <summary>Newest first; ids are made in the order of time.</summary>
    public Task<IReadOnlyList<Notice>> ListAsync(NoticeState? state, Guid? before, int limit, CancellationToken ct) => ManyAsync(
        "where ($1::text is null or n.state = $1) and ($2::uuid is null or n.id < $2) order by n.id desc limit $3", ct, state, before, limit);

    private async Task<Notice?> OneAsync(string where, CancellationToken ct, params object?[] values) =>
        (await ManyAsync(where, ct, values)).SingleOrDefault();

    private Task<IReadOnlyList<Notice>> ManyAsync(string where, CancellationToken ct, params object?[] values) => session.RowsAsync(
        $"select {Columns} from kernel.notice n join kernel.notice_kind k on k.key = n.kind {where}", Read, ct, values);

    private static Notice Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt32(6), r.GetString(7),
        new Addressee(r.Word<AddresseeKind>(8), r.GetGuid(9), r.GetString(10)), r.GetFieldValue<Guid[]>(11), r.GetString(12),
        r.GetString(13), r.GetString(14), r.Word<NoticeState>(15), r.OrNull<bool>(16), r.GetString(17),
        r.GetFieldValue<DateTimeOffset>(18))
    {
        OnlyTo = r.OrNull<Guid>(19),
        Sealed = r.IsDBNull(20) ? null : r.GetFieldValue<byte[]>(20),
    };
}
