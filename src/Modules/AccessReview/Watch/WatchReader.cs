using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Time;

namespace Post.AccessReview.Watch;

/// <summary>Gathers what the rules must know about a batch of events, in a fixed number of statements for any number of events.</summary>
internal sealed class WatchReader(
    AccessReviewDb db, LogSession session, AccessLog log, IOfficerDirectory officers, IAccountDirectory accounts, IDeadlineRules calendars)
{
    private const string CalendarCode = "massachusetts";

    // The events' own instants, not the watcher's clock: the day before them is found however late they are looked at.
    private static readonly TimeSpan s_before = TimeSpan.FromHours(25);

    // Commits do not come in the order of clocks: what was followed before may bear a later time. Only so that not every later month is read.
    private static readonly TimeSpan s_after = TimeSpan.FromHours(25);

    public async Task<WatchedBatch> ReadAsync(IReadOnlyList<LogEvent> fresh, RuleNumbers manyPersons, CancellationToken ct)
    {
        var actors = fresh.Select(e => e.ActorId!.Value).ToHashSet();
        var actions = await db.Actions.AsNoTracking().ToDictionaryAsync(a => a.Code, ct);
        var history = await HistoryAsync(fresh, actors, ct);
        var ties = await db.Ties.AsNoTracking().Where(t => actors.Contains(t.AccountId) && t.EndedAt == null).ToListAsync(ct);
        var own = await accounts.PersonsAsync(actors, ct);
        var watched = await db.WatchedPersons.AsNoTracking().Where(w => w.EndedAt == null).ToListAsync(ct);
        var glasses = await GlassesAsync(fresh, ct);
        var pointed = fresh.Where(e => WatchedBatch.IsPointed(e) || WatchedBatch.IsRefusedTry(e)).SelectMany(e => e.SubjectIds);
        var ids = pointed.Concat(own.Values).Concat(ties.Select(t => t.PersonId).OfType<Guid>()).Concat(watched.Select(w => w.PersonId))
            .Concat(glasses.Select(g => g.SubjectId)).ToHashSet();
        var persons = (await officers.MembersAsync(ids, ct)).ToDictionary(m => m.Key, m => m.Value.PersonId);
        return new WatchedBatch
        {
            Fresh = fresh,
            History = history,
            Actions = actions,
            Ties = ties.ToLookup(t => t.AccountId),
            OwnPersons = own,
            Names = await NamesAsync(fresh, ct),
            Persons = persons,
            Officers = (await officers.FactsAsync([.. persons.Values.Distinct()], ct)).ToDictionary(o => o.PersonId),
            Watched = watched.ToLookup(w => persons.GetValueOrDefault(w.PersonId, w.PersonId), w => w.Kind),
            Traces = await db.ActorTraces.Where(t => actors.Contains(t.ActorId)).ToDictionaryAsync(t => t.ActorId, ct),
            Days = await DaysAsync(history, fresh, manyPersons, ct),
            Opened = await OpenedAsync(fresh, actions, persons, ct),
            Glasses = glasses.ToLookup(g => g.AccountId),
            Calendar = await calendars.CalendarAsync(CalendarCode, ct),
        };
    }

    // Looks past the rules are few: mostly nothing is asked.
    private async Task<List<BrokenGlass>> GlassesAsync(IReadOnlyList<LogEvent> fresh, CancellationToken ct)
    {
        var past = fresh.Where(e => e.BreakGlass).ToList();
        if (past.Count == 0) return [];
        var accounts = past.Select(e => e.ActorId!.Value).ToHashSet();
        var (from, to) = (past.Min(e => e.At) - s_before, past.Max(e => e.At) + s_before);
        return await db.BrokenGlasses.AsNoTracking()
            .Where(g => accounts.Contains(g.AccountId) && g.BrokenAt >= from && g.BrokenAt <= to).ToListAsync(ct);
    }

    private async Task<ILookup<Guid, LogEvent>> HistoryAsync(IReadOnlyList<LogEvent> fresh, HashSet<Guid> actors, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"select {LogEvent.Columns} from audit.event_seen e where e.actor_id = any ({sql.Ids(actors)})")
            .Add($"and {Followed(sql, fresh)} and {Near(sql, fresh)}")
            .Add($"and e.at_app >= {sql.At(fresh.Min(e => e.At) - s_before)}");
        var rows = await session.RowsAsync(sql, LogEvent.Read, ct);
        return rows.OrderBy(e => e.At).ThenBy(e => e.Id).ToLookup(e => e.ActorId!.Value);
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(IReadOnlyList<LogEvent> fresh, CancellationToken ct)
    {
        var last = fresh.GroupBy(e => e.ActorId!.Value).Select(g => g.MaxBy(e => e.At)!).ToList();
        var words = await log.PayloadsAsync(last, ct);
        return last.Where(e => words.ContainsKey(e.Id)).ToDictionary(e => e.ActorId!.Value, e => words[e.Id].Name ?? "");
    }

    // Most days are ordinary: what is usual is read only for one that may not be.
    private async Task<IReadOnlyList<ActorDay>> DaysAsync(
        ILookup<Guid, LogEvent> history, IReadOnlyList<LogEvent> fresh, RuleNumbers numbers, CancellationToken ct)
    {
        var busy = history.Any(h => h.SelectMany(e => e.SubjectIds).Distinct().Count() >= numbers["atLeast"]);
        if (!busy) return [];
        var (first, last) = (CivilClock.LegalDate(fresh.Min(e => e.At)), CivilClock.LegalDate(fresh.Max(e => e.At)));
        var from = first.AddDays(-numbers["days"]);
        return await db.ActorDays.AsNoTracking().Where(d => d.Day >= from && d.Day < last).ToListAsync(ct);
    }

    // Who else opened the records that were opened now.
    private async Task<ILookup<(Guid Person, DateOnly Day), LogEvent>> OpenedAsync(
        IReadOnlyList<LogEvent> fresh, Dictionary<string, ActionWord> actions, Dictionary<Guid, Guid> persons, CancellationToken ct)
    {
        var opens = actions.Values.Where(a => a.Kind is ActionKind.Open).Select(a => a.Code).ToHashSet();
        var now = fresh.Where(e => WatchedBatch.IsPointed(e) && opens.Contains(e.Action)).ToList();
        if (now.Count == 0) return Array.Empty<LogEvent>().ToLookup(_ => default((Guid, DateOnly)));
        var sql = new LogSql();
        sql.Add($"select {LogEvent.Columns} from audit.event_seen e where e.subject_ids && {sql.Ids(now.SelectMany(e => e.SubjectIds).Distinct())}")
            .Add($"and e.action = any ({sql.Words(opens)}) and e.outcome = 'Ok' and e.actor_kind not in ('Job', 'Anonymous', 'Operator')")
            .Add($"and {Followed(sql, fresh)} and {Near(sql, now)}")
            .Add($"and e.at_app >= {sql.At(now.Min(e => e.At) - s_before)}");
        var rows = await session.RowsAsync(sql, LogEvent.Read, ct);
        return rows.Where(WatchedBatch.IsPointed)
            .SelectMany(e => e.SubjectIds.Select(s => (Key: (persons.GetValueOrDefault(s, s), CivilClock.LegalDate(e.At)), Look: e)))
            .ToLookup(o => o.Key, o => o.Look);
    }

    // By the follower's own order, so that an account's day holds all that was followed of it, and the same however often it is followed.
    private static string Followed(LogSql sql, IReadOnlyList<LogEvent> fresh) =>
        $"(e.tx, e.id) <= ({sql.Transaction(fresh[^1].Transaction)}, {sql.Id(fresh[^1].Id)})";

    private static string Near(LogSql sql, IReadOnlyList<LogEvent> fresh) =>
        $"e.at_db >= {sql.At(fresh.Min(e => e.LoggedAt) - s_before)} and e.at_db <= {sql.At(fresh.Max(e => e.LoggedAt) + s_after)}";
}
