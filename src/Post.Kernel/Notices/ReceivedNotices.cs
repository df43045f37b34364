using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Notices;

/// <summary>A notice as whoever received it reads it: what it says, to whom it went, and who first opened it.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Title">What kind it is.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its words.</param>
/// <param name="To">To whom it went.</param>
/// <param name="IssuedAt">When it was issued (UTC).</param>
/// <param name="Subjects">Persons whom it concerns.</param>
/// <param name="SeenAt">When somebody first opened it (UTC).</param>
/// <param name="SeenBy">Who that was.</param>
/// <param name="IsPassedOn">Whether the kind is one of which an agency says to whom it passed it on.</param>
public sealed record ReceivedNotice(
    Guid Id, string Title, string Subject, string Text, string To, DateTimeOffset IssuedAt, IReadOnlyList<Guid> Subjects, DateTimeOffset? SeenAt,
    string? SeenBy, bool IsPassedOn);

/// <summary>Which of the notices that somebody received.</summary>
public enum ReceivedPart
{
    All,

    /// <summary>Nobody has opened it.</summary>
    Unseen,

    /// <summary>Its kind is passed on to whom it concerns, and nobody has said to whom (12.06(2)(e)).</summary>
    ToPassOn,
}

/// <summary>A notice that somebody has still to open, or to pass on.</summary>
public sealed record WaitingNotice(Guid Id, string Title, string Subject, DateTimeOffset IssuedAt, IReadOnlyList<Guid> Subjects, bool IsUnseen, bool IsToPassOn);

/// <summary>A notice that nobody has opened, without its words.</summary>
public sealed record UnseenNotice(Guid Id, long Number, string Title, Guid AddresseeId, DateTimeOffset IssuedAt, IReadOnlyList<Guid> Subjects);

/// <summary>
/// The notices to some addressees, for their portal; the caller says whose. What was withdrawn is not among them, and what carries the
/// key to an account is left out by its kind.
/// </summary>
public sealed class ReceivedNotices(DbSession session)
{
    private const string From = """
        from kernel.notice n
        join kernel.notice_kind k on k.key = n.kind
        left join kernel.notice_seen s on s.notice_id = n.id
        where n.addressee_id = any ($1) and n.kind <> all ($2) and n.state <> 'Withdrawn'
        """;

    private const string ToPassOn =
        "(k.passed_on and not exists (select from kernel.notice_pass_on p where p.notice_id = n.id))";

    private const string Columns =
        "select n.id, k.title, n.subject, n.body, n.addressee_name, n.issued_at, n.subject_ids, s.seen_at, s.seen_by_name, k.passed_on";

    /// <summary>Newest first; ids are made in the order of time.</summary>
    public Task<IReadOnlyList<ReceivedNotice>> ListAsync(
        Guid[] addressees, string[] without, ReceivedPart part, Guid? before, int limit, CancellationToken ct) => session.RowsAsync(
        $"{Columns} {From} and ($3 = 'All' or $3 = 'Unseen' and s.notice_id is null or $3 = 'ToPassOn' and {ToPassOn}) and ($4::uuid is null or n.id < $4) order by n.id desc limit $5",
        Read, ct, addressees, without, part.ToString(), before, limit);

    /// <summary>What is to be opened or to be passed on, the oldest first.</summary>
    public Task<IReadOnlyList<WaitingNotice>> WaitingAsync(Guid[] addressees, string[] without, CancellationToken ct) => session.RowsAsync(
        $"select n.id, k.title, n.subject, n.issued_at, n.subject_ids, s.notice_id is null, {ToPassOn} {From} and (s.notice_id is null or {ToPassOn}) order by n.id",
        r => new WaitingNotice(
            r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<Guid[]>(4), r.GetBoolean(5), r.GetBoolean(6)),
        ct, addressees, without);

    /// <summary>Null where it went to nobody of these.</summary>
    public async Task<ReceivedNotice?> FindAsync(Guid id, Guid[] addressees, string[] without, CancellationToken ct) =>
        (await session.RowsAsync($"{Columns} {From} and n.id = $3", Read, ct, addressees, without, id)).SingleOrDefault();

    public async Task<long> UnseenAsync(Guid[] addressees, string[] without, CancellationToken ct) =>
        (long)(await session.ScalarAsync($"select count(*) {From} and s.notice_id is null", ct, addressees, without))!;

    /// <summary>What was issued before an instant to addressees of these kinds and nobody has opened, whoever they are.</summary>
    public Task<IReadOnlyList<UnseenNotice>> UnseenSinceAsync(AddresseeKind[] kinds, string[] without, DateTimeOffset before, CancellationToken ct) => session.RowsAsync(
        """
        select n.id, n.number, k.title, n.addressee_id, n.issued_at, n.subject_ids from kernel.notice n join kernel.notice_kind k on k.key = n.kind
        where n.addressee_kind = any ($1) and n.kind <> all ($2) and n.state <> 'Withdrawn' and n.issued_at < $3
          and not exists (select from kernel.notice_seen s where s.notice_id = n.id)
        order by n.id
        """,
        r => new UnseenNotice(r.GetGuid(0), r.GetInt64(1), r.GetString(2), r.GetGuid(3), r.GetFieldValue<DateTimeOffset>(4), r.GetFieldValue<Guid[]>(5)),
        ct, kinds.Select(k => k.ToString()).ToArray(), without, before);

    /// <summary>False when somebody opened it before: the first one stays.</summary>
    public async Task<bool> SeeAsync(Guid id, Guid? by, string name, DateTimeOffset at, CancellationToken ct) => await session.ExecuteAsync(
        "insert into kernel.notice_seen (notice_id, seen_at, seen_by, seen_by_name) values ($1, $2, $3, $4) on conflict (notice_id) do nothing",
        ct, id, at, by, name) == 1;

    private static ReceivedNotice Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5),
        r.GetFieldValue<Guid[]>(6), r.OrNull<DateTimeOffset>(7), r.TextOrNull(8), r.GetBoolean(9));
}
