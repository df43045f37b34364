using MediatR;
using Microsoft.EntityFrameworkCore;
using Post.AccessReview.Alerts;
using Post.AccessReview.Data;
using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.AccessReview.Watch;
using Post.Audit;
using Post.Kernel.Data;
using Post.Kernel.Requests;
using Post.Kernel.Time;

namespace Post.AccessReview.Features.WatchLog;

/// <summary>Follows the log a stretch further: what the rules find is raised in the transaction that says how far it was followed.</summary>
[Requires(AccessReviewPermissions.Watch)]
[Audited(LogFollower.OwnAction, DataClass.None)]
internal sealed record WatchLogCommand : ICommand<WatchedStretch>;

/// <summary>How many events were followed and how many alerts that raised.</summary>
internal sealed record WatchedStretch(int Events, int Alerts);

internal sealed class WatchLogHandler(
    AccessReviewDb db, LogSession session, WatchReader reader, IEnumerable<IMisuseRule> rules, MisuseRules numbers, AlertDesk desk,
    ChangeContext change, TimeProvider clock) : IRequestHandler<WatchLogCommand, Result<WatchedStretch>>
{
    /// <summary>Small enough that what it found stands long before five minutes are over, and that a killed stretch costs little.</summary>
    private const int StretchLength = 1_000;

    public async Task<Result<WatchedStretch>> Handle(WatchLogCommand command, CancellationToken ct)
    {
        // Held until the commit: of two watchers the second goes on where the first ended.
        var cursor = await db.WatchCursors.FromSql($"select * from access_review.watch_cursor where name = 'misuse' for update").SingleAsync(ct);
        var events = await session.AfterAsync(cursor, StretchLength, ct);
        if (events.Count == 0) return new WatchedStretch(0, 0);
        var fresh = events.Where(e => e.IsByPerson).ToList();
        var raised = fresh.Count == 0 ? 0 : await LookAsync(fresh, ct);
        (cursor.Tx, cursor.EventId, cursor.MovedAt) = ((long)events[^1].Transaction, events[^1].Id, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        change.Summarise($"{events.Count} events followed, {raised} alerts raised");
        return new WatchedStretch(events.Count, raised);
    }

    private async Task<int> LookAsync(List<LogEvent> fresh, CancellationToken ct)
    {
        var inForce = await numbers.InForceAsync(ct);
        var batch = await reader.ReadAsync(fresh, inForce["many-persons"], ct);
        var found = rules.Where(r => inForce.ContainsKey(r.Code))
            .SelectMany(r => r.Look(batch, inForce[r.Code]).Select(f => (AlertSource.Rule, (string?)r.Code, f)))
            .Concat(Picks.Of(batch, inForce[Picks.SampleRule], inForce[Picks.ExportRule]).Select(p => (p.Source, (string?)null, p.Finding)))
            .ToList();
        var raised = await desk.RaiseAsync(found, batch.Names, ct);
        await RememberAsync(batch, ct);
        return raised;
    }

    // After the rules: they compare with what was known before these events.
    private async Task RememberAsync(WatchedBatch batch, CancellationToken ct)
    {
        foreach (var actor in batch.Fresh.GroupBy(e => e.ActorId!.Value)) Remember(batch, actor.Key, [.. actor]);
        var lasts = batch.LastOfDays.ToList();
        var actors = lasts.Select(e => e.ActorId!.Value).ToHashSet();
        var days = lasts.Select(e => CivilClock.LegalDate(e.At)).ToHashSet();
        var known = await db.ActorDays.Where(d => actors.Contains(d.ActorId) && days.Contains(d.Day)).ToDictionaryAsync(d => (d.ActorId, d.Day), ct);
        foreach (var last in lasts) Count(batch, last, known);
    }

    private void Remember(WatchedBatch batch, Guid actor, List<LogEvent> events)
    {
        if (!batch.Traces.TryGetValue(actor, out var trace))
        {
            trace = new ActorTrace { ActorId = actor, Name = "", FirstSeenAt = events.Min(e => e.At), LastSeenAt = events.Max(e => e.At), Places = [] };
            db.ActorTraces.Add(trace);
        }

        var exported = events.Where(e => e.Outcome is AuditOutcome.Ok && batch.KindOf(e) is ActionKind.Export).Select(e => (DateTimeOffset?)e.At).Max();
        trace.Name = batch.Names.GetValueOrDefault(actor, trace.Name);
        trace.LastSeenAt = Later(trace.LastSeenAt, events.Max(e => e.At));
        if (exported is { } at) trace.LastExportAt = Later(trace.LastExportAt ?? at, at);
        var places = events.Select(e => e.IpPrefix).OfType<string>().Except(trace.Places).ToList();
        if (places.Count > 0) trace.Places = [.. trace.Places, .. places];
    }

    private void Count(WatchedBatch batch, LogEvent last, Dictionary<(Guid, DateOnly), ActorDay> known)
    {
        var (actor, today) = (last.ActorId!.Value, CivilClock.LegalDate(last.At));
        var looks = batch.DayOf(last).Where(e => e.IsLook).ToList();
        var persons = looks.SelectMany(e => e.SubjectIds).Distinct().Count();
        if (!known.TryGetValue((actor, today), out var day))
        {
            day = new ActorDay { ActorId = actor, Day = today, Roles = [.. last.Roles], Looks = 0, Subjects = 0 };
            db.ActorDays.Add(day);
        }

        (day.Roles, day.Looks, day.Subjects) = ([.. last.Roles], looks.Count, persons);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
