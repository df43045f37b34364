using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Time;

namespace Post.AccessReview.OwnRecord;

/// <summary>
/// The log as the person it is about may see it. What is held back is left out in the question itself, before pages are cut,
/// so that neither a count nor a gap tells of it (c. 66A, § 2; the confidentiality of inquiries).
/// </summary>
internal sealed class OwnRecordLog(
    AccessReviewDb db, LogSession session, IAccountDirectory accounts, IOfficerDirectory officers, CurrentCaller caller, TimeProvider clock)
{
    /// <summary>All ids of the caller's own person; empty when the account is tied to nobody.</summary>
    public async Task<IReadOnlyList<Guid>> OwnAsync(CancellationToken ct)
    {
        if (caller.Value.Id is not { } account) return [];
        var persons = await accounts.PersonsAsync([account], ct);
        return persons.TryGetValue(account, out var person) ? (await officers.MembersAsync([person], ct))[person].MemberIds : [];
    }

    public async Task<(List<LogEvent> Page, LogCursor? Next)> PageAsync(
        IReadOnlyList<Guid> own, IReadOnlyDictionary<string, ActionWord> actions, LogCursor? after, int limit, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"with e as materialized (select * from audit.event_seen e where e.subject_ids && {sql.Ids(own)})")
            .Add($"select {LogEvent.Columns} from e where {await ToldAsync(sql, actions, ct)}");
        if (after is { } last) sql.Add($"and (e.at_db, e.id) < ({sql.At(last.LoggedAt)}, {sql.Id(last.Id)})");
        sql.Add($"order by e.at_db desc, e.id desc limit {sql.Number(limit + 1)}");
        var rows = await session.RowsAsync(sql, LogEvent.Read, ct);
        var page = rows.Take(limit).ToList();
        return (page, rows.Count > limit ? LogCursor.Of(page[^1]) : null);
    }

    // What somebody outside was told is always shown; all else only where its purpose, or the release of its matter, allows it.
    private async Task<string> ToldAsync(LogSql sql, IReadOnlyDictionary<string, ActionWord> actions, CancellationToken ct)
    {
        var today = clock.Today();
        var held = await db.HeldPurposes.AsNoTracking()
            .Where(h => h.ValidFrom <= today && (h.ValidTo == null || today <= h.ValidTo)).Select(h => h.Purpose).ToListAsync(ct);
        var released = await db.HeldReleases.AsNoTracking().Select(r => r.Matter).ToListAsync(ct);
        var outside = actions.Values.Where(a => a is { Reach: ActionReach.Outside, Told: true }).Select(a => a.Code);
        var untold = actions.Values.Where(a => !a.Told).Select(a => a.Code);
        return $"""
            e.outcome = 'Ok' and e.actor_id is distinct from {sql.Id(caller.Value.Id ?? Guid.Empty)}
            and (e.action = any ({sql.Words(outside)})
              or (e.data_class in ('Personal', 'Restricted') and e.actor_kind not in ('Job', 'Anonymous', 'Operator')
                and e.action <> all ({sql.Words(untold)})
                and (e.purpose is null or e.purpose <> all ({sql.Words(held)}) or e.matter = any ({sql.Words(released)}))))
            """;
    }
}
