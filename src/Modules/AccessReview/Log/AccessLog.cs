namespace Post.AccessReview.Log;

/// <summary>The questions a reviewer asks the log, each cut to some days and walked by key.</summary>
internal sealed class AccessLog(LogSession session)
{
    /// <summary>A page, the newest first, and where the next one begins.</summary>
    public async Task<(List<LogEvent> Page, LogCursor? Next)> PageAsync(LogFilter filter, LogCursor? after, int limit, CancellationToken ct)
    {
        var rows = await session.RowsAsync(PageSql(filter, after, limit + 1), LogEvent.Read, ct);
        var page = rows.Take(limit).ToList();
        return (page, rows.Count > limit ? LogCursor.Of(page[^1]) : null);
    }

    public static LogSql PageSql(LogFilter filter, LogCursor? after, int limit)
    {
        var sql = new LogSql();
        var where = filter.Where(sql);
        if (after is { } last) where += $" and (e.at_db, e.id) < ({sql.At(last.LoggedAt)}, {sql.Id(last.Id)})";
        // What one person touched is found whole and then put in order: walked in order, a rare person would cost the whole period.
        return filter.Subject.Count > 0
            ? sql.Add($"with e as materialized (select * from audit.event_seen e where {where})")
                .Add($"select {LogEvent.Columns} from e order by e.at_db desc, e.id desc limit {sql.Number(limit)}")
            : sql.Add($"select {LogEvent.Columns} from audit.event_seen e where {where}")
                .Add($"order by e.at_db desc, e.id desc limit {sql.Number(limit)}");
    }

    /// <summary>How many events fit, and how many different persons they are about; counted up to a limit.</summary>
    public async Task<(int Events, int Persons)> SizeAsync(LogFilter filter, int limit, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"with e as materialized (select e.subject_ids from audit.event_seen e where {filter.Where(sql)} limit {sql.Number(limit)})")
            .Add("select (select count(*) from e)::int, (select count(distinct s) from e, unnest(e.subject_ids) s)::int");
        return (await session.RowsAsync(sql, r => (r.GetInt32(0), r.GetInt32(1)), ct))[0];
    }

    /// <summary>One event; the instant is known from the page that led there and spares a look into every month.</summary>
    public async Task<LogEvent?> FindAsync(Guid id, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"select {LogEvent.Columns} from audit.event_seen e where e.id = {sql.Id(id)}");
        return (await session.RowsAsync(sql, LogEvent.Read, ct)).FirstOrDefault();
    }

    public async Task<List<LogEvent>> ChildrenAsync(Guid parent, int limit, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"select {LogEvent.Columns} from audit.event_seen e where e.parent_id = {sql.Id(parent)} order by e.at_db, e.id limit {sql.Number(limit)}");
        return await session.RowsAsync(sql, LogEvent.Read, ct);
    }

    /// <summary>A few events by their numbers alone, in the order of the log.</summary>
    public async Task<List<LogEvent>> ThoseAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        var sql = new LogSql();
        sql.Add($"select {LogEvent.Columns} from audit.event_seen e where e.id = any ({sql.Ids(ids)}) order by e.at_db, e.id");
        return await session.RowsAsync(sql, LogEvent.Read, ct);
    }

    /// <summary>Some events of known days, in the order of the log.</summary>
    public async Task<List<LogEvent>> SomeAsync(IReadOnlyCollection<Guid> ids, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var sql = new LogSql();
        sql.Add($"select {LogEvent.Columns} from audit.event_seen e")
            .Add($"where e.id = any ({sql.Ids(ids)}) and e.at_db between {sql.At(from)} and {sql.At(to)} order by e.at_db, e.id");
        return await session.RowsAsync(sql, LogEvent.Read, ct);
    }

    public async Task<Dictionary<Guid, LogPayload>> PayloadsAsync(IReadOnlyCollection<LogEvent> events, CancellationToken ct)
    {
        if (events.Count == 0) return [];
        var sql = new LogSql();
        sql.Add($"select p.event_id, p.body from audit.payload_seen p where p.event_id = any ({sql.Ids(events.Select(e => e.Id))})")
            .Add($"and p.at_db between {sql.At(events.Min(e => e.LoggedAt))} and {sql.At(events.Max(e => e.LoggedAt))}");
        var rows = await session.RowsAsync(sql, r => (Id: r.GetGuid(0), Body: r.GetFieldValue<byte[]>(1)), ct);
        return rows.ToDictionary(r => r.Id, r => LogPayload.Of(r.Body));
    }

    /// <summary>How many acts on each legal day of the filter, and how many different persons they showed.</summary>
    public async Task<List<LogDay>> DaysAsync(LogFilter filter, CancellationToken ct)
    {
        var sql = new LogSql();
        var where = filter.Where(sql);
        sql.Add("select (e.at_db at time zone 'America/New_York')::date as day, count(*), count(*) filter (where e.outcome <> 'Ok'),")
            .Add("count(distinct e.actor_id)")
            .Add($"from audit.event_seen e where {where} group by 1 order by 1");
        return await session.RowsAsync(
            sql, r => new LogDay(r.GetFieldValue<DateOnly>(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), ct);
    }
}

/// <summary>A legal day of a timeline in figures.</summary>
public sealed record LogDay(DateOnly Day, long Acts, long Refused, long Actors);
