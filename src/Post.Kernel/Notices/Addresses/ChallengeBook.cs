using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Notices.Addresses;

/// <summary>The table of codes that went to addresses, on the connection of the request.</summary>
public sealed class ChallengeBook
{
    private const string Columns = "id, contact_point_id, code_hash, sent_at, expires_at, tries_left, notice_id";

    private readonly DbSession _session;
    private readonly NoticeBook _notices;

    internal ChallengeBook(DbSession session, NoticeBook notices) => (_session, _notices) = (session, notices);

    public async Task<ChallengeRule> RuleAsync(DateOnly on, CancellationToken ct) => (await _session.RowsAsync(
        "select hours, tries, sends_a_day from kernel.address_challenge_rule where valid_from <= $1 order by valid_from desc limit 1",
        r => new ChallengeRule(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2)), ct, on)).Single();

    /// <summary>Codes to one addressee are sent one after the other until the transaction ends: two at once must not pass the number of a day.</summary>
    internal Task LockOwnerAsync(Guid owner, CancellationToken ct) =>
        _session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('address-challenge:' || $1::text, 0))", ct, owner);

    internal async Task<long> SentSinceAsync(Guid owner, DateTimeOffset since, CancellationToken ct) => (long)(await _session.ScalarAsync(
        """
        select count(*) from kernel.address_challenge c join kernel.contact_point p on p.id = c.contact_point_id
        where p.owner_id = $1 and c.sent_at >= $2
        """, ct, owner, since))!;

    /// <summary>Holds the row until the transaction ends; null where none waits, though it may have run out.</summary>
    internal async Task<AddressChallenge?> OpenAsync(Guid contactPoint, CancellationToken ct) => (await ManyAsync(
        "where contact_point_id = $1 and used_at is null and void_at is null for update", ct, contactPoint)).SingleOrDefault();

    /// <summary>Of several addresses the codes that wait, to be shown.</summary>
    public Task<IReadOnlyList<AddressChallenge>> WaitingAsync(IReadOnlyCollection<Guid> contactPoints, CancellationToken ct) => ManyAsync(
        "where contact_point_id = any ($1) and used_at is null and void_at is null", ct, contactPoints.ToArray());

    internal async Task<AddressChallenge?> ByLinkAsync(byte[] hash, bool hold, CancellationToken ct) => (await ManyAsync(
        $"where link_hash = $1 and used_at is null and void_at is null {(hold ? "for update" : "")}", ct, hash)).SingleOrDefault();

    internal Task AddAsync(
        Guid id, Guid contactPoint, string code, string link, DateTimeOffset now, DateTimeOffset until, int tries, Guid notice, string by, CancellationToken ct) =>
        _session.ExecuteAsync(
            """
            insert into kernel.address_challenge (id, contact_point_id, code_hash, link_hash, sent_at, sent_by, expires_at, tries_left, notice_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            ct, id, contactPoint, ChallengeSecret.HashOfCode(id, code), ChallengeSecret.HashOfLink(link), now, by, until, tries, notice);

    internal Task CountTryAsync(AddressChallenge challenge, CancellationToken ct) =>
        _session.ExecuteAsync("update kernel.address_challenge set tries_left = tries_left - 1 where id = $1", ct, challenge.Id);

    /// <summary>It opens nothing any more, and its mail does not leave if it has not.</summary>
    internal async Task VoidAsync(AddressChallenge challenge, string why, DateTimeOffset now, CancellationToken ct)
    {
        await _session.ExecuteAsync("update kernel.address_challenge set void_at = $2, void_why = $3 where id = $1", ct, challenge.Id, now, why);
        await StopAsync(challenge, why, ct);
    }

    internal async Task UseAsync(AddressChallenge challenge, DateTimeOffset now, CancellationToken ct)
    {
        await _session.ExecuteAsync("update kernel.address_challenge set used_at = $2 where id = $1", ct, challenge.Id, now);
        await StopAsync(challenge, "The code was used", ct);
    }

    /// <summary>Codes that have run out lie in no mailbox of the product any more.</summary>
    /// <returns>How many.</returns>
    public async Task<int> LetGoAsync(DateTimeOffset now, CancellationToken ct)
    {
        var over = await ManyAsync("where used_at is null and void_at is null and expires_at <= $1 order by id for update", ct, now);
        foreach (var challenge in over) await VoidAsync(challenge, "It has run out", now, ct);
        return over.Count;
    }

    private Task StopAsync(AddressChallenge challenge, string why, CancellationToken ct) =>
        challenge.NoticeId is { } notice ? _notices.StopAsync(notice, why, "product", ct) : Task.CompletedTask;

    private Task<IReadOnlyList<AddressChallenge>> ManyAsync(string where, CancellationToken ct, params object?[] values) =>
        _session.RowsAsync($"select {Columns} from kernel.address_challenge {where}", Read, ct, values);

    private static AddressChallenge Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<byte[]>(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4), r.GetInt32(5), r.OrNull<Guid>(6));
}
