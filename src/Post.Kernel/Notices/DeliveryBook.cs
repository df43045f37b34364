using Npgsql;
using Post.Kernel.Data;
using Post.Kernel.Notices.Addresses;

namespace Post.Kernel.Notices;

/// <summary>Deliveries and their attempts, on the connection of the request.</summary>
internal sealed class DeliveryBook(DbSession session, ContactPoints addresses)
{
    private const string Columns = """
        id, notice_id, channel, contact_point_id, address, origin, furnished_by, furnished_on, state, sufficient, next_try_at,
        attempts, sent_at, mailed_on, proof, proof_by
        """;

    /// <summary>Electronic mail to every address furnished for it; where there is none, first-class mail; else the notice is held.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="to">To whom.</param>
    /// <param name="purpose">For what an address must be furnished.</param>
    /// <param name="onlyTo">The one address to which it goes; when that one ended, to none.</param>
    /// <param name="now">The instant.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task OpenAsync(Guid notice, Addressee to, string purpose, Guid? onlyTo, DateTimeOffset now, CancellationToken ct)
    {
        if (onlyTo is { } one)
        {
            if (await addresses.FindAsync(one, ct) is { State: ContactState.Active }) await AddEmailAsync(notice, one, now, ct);
            return;
        }

        foreach (var point in await addresses.FurnishedAsync(to.Kind, to.Id, ContactKind.Email, purpose, ct))
        {
            await AddEmailAsync(notice, point.Id, now, ct);
        }

        if (!await HasHopeAsync(notice, ct)) await OpenMailAsync(notice, to, purpose, needsAddress: true, now, ct);
    }

    /// <summary>Nothing when the notice goes, or went, to that address already.</summary>
    public Task AddEmailAsync(Guid notice, Guid contactPoint, DateTimeOffset now, CancellationToken ct) => session.ExecuteAsync(
        """
        insert into kernel.notice_delivery (id, notice_id, channel, contact_point_id, state, next_try_at, opened_at)
        select $1, $2, 'Email', $3, 'Queued', $4, $4
        where not exists (select from kernel.notice_delivery where notice_id = $2 and contact_point_id = $3)
        """, ct, Guid.CreateVersion7(now), notice, contactPoint, now);

    /// <summary>The second channel, once: when no other way has led, or may still lead, to the addressee.</summary>
    public async Task OpenSecondChannelAsync(Notice notice, DateTimeOffset now, CancellationToken ct)
    {
        if (notice.OnlyTo is null && !await HasHopeAsync(notice.Id, ct)) await OpenMailAsync(notice.Id, notice.To, notice.Purpose, needsAddress: false, now, ct);
    }

    public async Task<Delivery?> FindAsync(Guid id, CancellationToken ct) =>
        (await ManyAsync("where id = $1", ct, id)).SingleOrDefault();

    /// <summary>Holds the notice and then the delivery, in this order everywhere, so that two who act on one wait and do not lock.</summary>
    public async Task<(Notice Notice, Delivery Delivery)?> LockWithNoticeAsync(NoticeBook book, Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } known) return null;
        var notice = (await book.LockAsync(known.NoticeId, ct))!;
        return (notice, (await LockAsync(id, ct))!);
    }

    public async Task<Delivery?> LockAsync(Guid id, CancellationToken ct) =>
        (await ManyAsync("where id = $1 for update", ct, id)).SingleOrDefault();

    public Task<IReadOnlyList<Delivery>> OfAsync(Guid notice, CancellationToken ct) =>
        ManyAsync("where notice_id = $1 order by opened_at, id", ct, notice);

    public Task<IReadOnlyList<Attempt>> AttemptsAsync(Guid notice, CancellationToken ct) => session.RowsAsync(
        """
        select a.id, a.delivery_id, a.number, a.state, a.begun_at, a.transmitting_at, a.ended_at, a.code, a.answer, a.server, a.tls
        from kernel.notice_attempt a join kernel.notice_delivery d on d.id = a.delivery_id
        where d.notice_id = $1 order by a.begun_at, a.number
        """,
        r => new Attempt(r.GetGuid(0), r.GetGuid(1), r.GetInt32(2), r.Word<AttemptState>(3), r.GetFieldValue<DateTimeOffset>(4),
            r.OrNull<DateTimeOffset>(5), r.OrNull<DateTimeOffset>(6), r.OrNull<int>(7), r.TextOrNull(8), r.TextOrNull(9), r.TextOrNull(10)),
        ct, notice);

    public Task SetStateAsync(Guid id, DeliveryState state, DateTimeOffset? nextTryAt, CancellationToken ct) => session.ExecuteAsync(
        "update kernel.notice_delivery set state = $2, next_try_at = $3 where id = $1", ct, id, state, nextTryAt);

    /// <summary>Provided: when, by what proof, and whether 12.11 makes it sufficient.</summary>
    public Task SetSentAsync(Guid id, DateTimeOffset at, bool? sufficient, string proof, string by, CancellationToken ct) => session.ExecuteAsync(
        """
        update kernel.notice_delivery set state = 'Sent', next_try_at = null, sent_at = $2, sufficient = $3, proof = $4, proof_by = $5
        where id = $1
        """, ct, id, at, sufficient, proof, by);

    /// <summary>Printed and mailed by a person; the address as it was written on the letter.</summary>
    public Task SetMailedAsync(
        Guid id, DateOnly on, ContactPoint? point, string address, bool? sufficient, string proof, string by, CancellationToken ct) => session.ExecuteAsync(
        """
        update kernel.notice_delivery set state = 'Mailed', mailed_on = $2, contact_point_id = $3, address = $4, origin = $5,
          furnished_by = $6, furnished_on = $7, sufficient = $8, proof = $9, proof_by = $10
        where id = $1
        """,
        ct, id, on, point?.Id, address, point?.Origin ?? AddressOrigin.Found, point?.FurnishedBy, point?.FurnishedOn, sufficient, proof, by);

    public async Task<NoticeRule> RuleAsync(DateOnly on, CancellationToken ct) => (await session.RowsAsync(
        "select valid_from, retry_minutes, lease_minutes from kernel.notice_rule where valid_from <= $1 order by valid_from desc limit 1",
        r => new NoticeRule(r.GetFieldValue<DateOnly>(0), r.GetFieldValue<int[]>(1), r.GetInt32(2)), ct, on)).Single();

    private async Task OpenMailAsync(
        Guid notice, Addressee to, string purpose, bool needsAddress, DateTimeOffset now, CancellationToken ct)
    {
        var postal = await addresses.FurnishedAsync(to.Kind, to.Id, ContactKind.Postal, purpose, ct);
        if (needsAddress && postal.Count == 0) return;
        await session.ExecuteAsync(
            """
            insert into kernel.notice_delivery (id, notice_id, channel, contact_point_id, state, opened_at)
            values ($1, $2, 'Post', $3, 'ToMail', $4)
            """, ct, Guid.CreateVersion7(now), notice, postal.Count > 0 ? postal[^1].Id : null, now);
    }

    private async Task<bool> HasHopeAsync(Guid notice, CancellationToken ct) => await session.ScalarAsync(
        """
        select exists (select from kernel.notice_delivery where notice_id = $1
          and (channel = 'Post' or state in ('Queued', 'Sending', 'Sent', 'Kept', 'Uncertain')))
        """, ct, notice) is true;

    private Task<IReadOnlyList<Delivery>> ManyAsync(string where, CancellationToken ct, params object?[] values) =>
        session.RowsAsync($"select {Columns} from kernel.notice_delivery {where}", Read, ct, values);

    private static Delivery Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.Word<Channel>(2), r.OrNull<Guid>(3), r.TextOrNull(4),
        r.IsDBNull(5) ? null : r.Word<AddressOrigin>(5), r.TextOrNull(6), r.OrNull<DateOnly>(7), r.Word<DeliveryState>(8),
        r.OrNull<bool>(9), r.OrNull<DateTimeOffset>(10), r.GetInt32(11), r.OrNull<DateTimeOffset>(12), r.OrNull<DateOnly>(13),
        r.TextOrNull(14), r.TextOrNull(15));
}
