using Npgsql;
using Post.Kernel.Data;

namespace Post.Kernel.Notices.Addresses;

/// <summary>The table of addresses, on the connection of the request.</summary>
public sealed class ContactPoints(DbSession session)
{
    private const string Columns = """
        id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on, state, recorded_by, recorded_at,
        ended_at, ended_why, verified_on, verified_by, verified_how
        """;

    public Task<IReadOnlyList<ContactPoint>> OfAsync(AddresseeKind kind, Guid owner, CancellationToken ct) => session.RowsAsync(
        $"select {Columns} from kernel.contact_point where owner_id = $1 and owner_kind = $2 order by state, kind, recorded_at desc",
        Read, ct, owner, kind);

    /// <summary>
    /// Where a notice for that purpose goes today: every address furnished for it, so that an old and a new one both serve
    /// until the old is retired (12.05(1)(i)(a)). Once an officer's own electronic mail address is verified, and as long as mail reaches it, it
    /// is used and not what others gave, which stays on record (12.07(1)(b)1). What the addressee gave comes last, where the one letter by
    /// first-class mail looks. An address found by staff is never among them.
    /// </summary>
    public Task<IReadOnlyList<ContactPoint>> FurnishedAsync(
        AddresseeKind kind, Guid owner, ContactKind channel, string purpose, CancellationToken ct) => session.RowsAsync(
        $"""
        with furnished as (
          select {Columns} from kernel.contact_point
          where owner_id = $1 and owner_kind = $2 and kind = $3 and state = 'Active' and origin <> 'Found' and $4 = any (purposes))
        select {Columns} from furnished
        where origin = 'Addressee' or kind <> 'Email' or owner_kind <> 'Officer'
          or not exists (select from furnished own where own.origin = 'Addressee' and own.verified_on is not null)
        order by origin = 'Addressee', recorded_at, id
        """, Read, ct, owner, kind, channel, purpose);

    /// <summary>Addresses of many that serve a purpose, or served it until mail came back from them.</summary>
    public Task<IReadOnlyList<ContactPoint>> OfManyAsync(
        AddresseeKind kind, IReadOnlyCollection<Guid> owners, string purpose, CancellationToken ct) => session.RowsAsync(
        $"""
        select {Columns} from kernel.contact_point
        where owner_id = any ($1) and owner_kind = $2 and state in ('Active', 'Bounced') and origin <> 'Found' and $3 = any (purposes)
        order by recorded_at, id
        """, Read, ct, owners.ToArray(), kind, purpose);

    /// <summary>Electronic mail addresses in use that nobody verified, whoever has them; the oldest first.</summary>
    public Task<IReadOnlyList<ContactPoint>> UnverifiedAsync(AddresseeKind kind, string purpose, CancellationToken ct) => session.RowsAsync(
        $"""
        select {Columns} from kernel.contact_point
        where owner_kind = $1 and kind = 'Email' and state = 'Active' and origin <> 'Found' and verified_on is null and $2 = any (purposes)
        order by recorded_at, id
        """, Read, ct, kind, purpose);

    /// <summary>Who has an electronic mail address in use that was furnished for a purpose.</summary>
    public Task<IReadOnlyList<Guid>> OwnersByEmailAsync(AddresseeKind kind, string purpose, CancellationToken ct) => session.RowsAsync(
        """
        select distinct owner_id from kernel.contact_point
        where owner_kind = $1 and kind = 'Email' and state = 'Active' and origin <> 'Found' and $2 = any (purposes)
        """, r => r.GetGuid(0), ct, kind, purpose);

    /// <summary>Of some electronic mail addresses, those that are in use for somebody else too: one mailbox that several persons read.</summary>
    /// <param name="values">The addresses.</param>
    /// <param name="owners">Under which ids the one person stands who gave them.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IReadOnlySet<string>> SharedAsync(IReadOnlyCollection<string> values, IReadOnlyCollection<Guid> owners, CancellationToken ct) => (await session.RowsAsync(
        """
        select distinct lower(value) from kernel.contact_point
        where lower(value) = any ($1) and kind = 'Email' and state = 'Active' and origin <> 'Found' and owner_kind = 'Officer' and owner_id <> all ($2)
        """,
        r => r.GetString(0), ct, values.Select(v => v.ToLowerInvariant()).ToArray(), owners.ToArray())).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public async Task<ContactPoint?> FindAsync(Guid id, CancellationToken ct) => (await session.RowsAsync(
        $"select {Columns} from kernel.contact_point where id = $1", Read, ct, id)).SingleOrDefault();

    public Task AddAsync(ContactPoint point, CancellationToken ct) => session.ExecuteAsync(
        """
        insert into kernel.contact_point (id, owner_kind, owner_id, kind, value, purposes, origin, furnished_by, furnished_on,
          state, recorded_by, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """,
        ct, point.Id, point.OwnerKind, point.OwnerId, point.Kind, point.Value, point.Purposes.ToArray(), point.Origin,
        point.FurnishedBy, point.FurnishedOn, point.State, point.RecordedBy, point.RecordedAt);

    /// <summary>False when it had ended, or was verified already.</summary>
    public async Task<bool> VerifyAsync(Guid id, DateOnly on, string by, string how, CancellationToken ct) => await session.ExecuteAsync(
        "update kernel.contact_point set verified_on = $2, verified_by = $3, verified_how = $4 where id = $1 and state = 'Active' and verified_on is null",
        ct, id, on, by, how) == 1;

    /// <summary>False when it had ended already.</summary>
    public async Task<bool> EndAsync(Guid id, ContactState state, string by, DateTimeOffset at, string why, CancellationToken ct) =>
        await session.ExecuteAsync(
            "update kernel.contact_point set state = $2, ended_by = $3, ended_at = $4, ended_why = $5 where id = $1 and state = 'Active'",
            ct, id, state, by, at, why) == 1;

    private static ContactPoint Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.Word<AddresseeKind>(1), r.GetGuid(2), r.Word<ContactKind>(3), r.GetString(4), r.GetFieldValue<string[]>(5),
        r.Word<AddressOrigin>(6), r.GetString(7), r.GetFieldValue<DateOnly>(8), r.Word<ContactState>(9), r.GetString(10),
        r.GetFieldValue<DateTimeOffset>(11), r.OrNull<DateTimeOffset>(12), r.TextOrNull(13))
    {
        VerifiedOn = r.OrNull<DateOnly>(14),
        VerifiedBy = r.TextOrNull(15),
        VerifiedHow = r.TextOrNull(16),
    };
}
