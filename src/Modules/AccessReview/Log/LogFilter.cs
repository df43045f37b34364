using System.Globalization;
using Post.Audit;
using Post.Kernel.Time;

namespace Post.AccessReview.Log;

/// <summary>What of the log is asked for; the days are legal dates, both included, and always limit the months looked at.</summary>
public sealed record LogFilter
{
    /// <summary>How far back a question reaches that names no day.</summary>
    public const int UsualDays = 30;

    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public Guid? Actor { get; init; }

    /// <summary>Every id of one person; empty for anybody.</summary>
    public IReadOnlyList<Guid> Subject { get; init; } = [];
    public string? Matter { get; init; }
    public string? Purpose { get; init; }
    public string? Action { get; init; }
    public DataClass? DataClass { get; init; }
    public AuditOutcome? Outcome { get; init; }
    public bool BreakGlass { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>The days as given, or the thirty up to today.</summary>
    public static LogFilter Over(DateOnly? from, DateOnly? to, TimeProvider clock)
    {
        var last = to ?? clock.Today();
        return new LogFilter { From = from ?? last.AddDays(-UsualDays), To = last };
    }

    /// <summary>The condition on <c>e</c>; each part of it has an index, and the days cut the months.</summary>
    internal string Where(LogSql sql)
    {
        var parts = new List<string>
        {
            $"e.at_db >= {sql.At(CivilClock.StartOf(From))}",
            $"e.at_db < {sql.At(CivilClock.StartOf(To.AddDays(1)))}",
        };
        if (Until is { } until) parts.Add($"e.at_db < {sql.At(until)}");
        if (Actor is { } actor) parts.Add($"e.actor_id = {sql.Id(actor)}");
        if (Subject.Count > 0) parts.Add($"e.subject_ids && {sql.Ids(Subject)}");
        if (Matter is { } matter) parts.Add($"e.matter = {sql.Word(matter)}");
        if (Purpose is { } purpose) parts.Add($"e.purpose = {sql.Word(purpose)}");
        if (Action is { } action) parts.Add($"e.action = {sql.Word(action)}");
        if (DataClass is { } kind) parts.Add($"e.data_class = {sql.Word(kind.ToString())}");
        // What did not succeed has an index of its own, which only this wording finds.
        if (Outcome is AuditOutcome.Ok) parts.Add("e.outcome = 'Ok'");
        else if (Outcome is { } outcome) parts.Add($"e.outcome <> 'Ok' and e.outcome = {sql.Word(outcome.ToString())}");
        if (BreakGlass) parts.Add("e.break_glass");
        return string.Join(" and ", parts);
    }
}

/// <summary>Where a page of the log ended: the instant and the id of its last event, never a count.</summary>
public sealed record LogCursor(DateTimeOffset LoggedAt, Guid Id)
{
    /// <summary>As it stands in an address.</summary>
    public override string ToString() =>
        $"{(LoggedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}-{Id:N}";

    public static LogCursor? Parse(string? text)
    {
        if (text?.Split('-') is not [var time, var id]) return null;
        return long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros < 253_402_300_800_000_000
            && Guid.TryParseExact(id, "N", out var key)
            ? new LogCursor(DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), key)
            : null;
    }

    internal static LogCursor Of(LogEvent last) => new(last.LoggedAt, last.Id);
}
