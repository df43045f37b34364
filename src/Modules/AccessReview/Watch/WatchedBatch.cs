using Post.AccessReview.Domain;
using Post.AccessReview.Log;
using Post.Audit;
using Post.Certification.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Deadlines;
using Post.Kernel.Time;

namespace Post.AccessReview.Watch;

/// <summary>What persons did since the last look at the log, what they had done in the day before, and all that rules know of them.</summary>
internal sealed record WatchedBatch
{
    /// <summary>More persons than this in one event are a list, not a record that somebody turned to.</summary>
    private const int PointedAtMost = 3;

    // The act of breaking is stamped before its row, and a look that began in time may end late.
    private static readonly TimeSpan s_slack = TimeSpan.FromMinutes(1);

    /// <summary>In the order of commits; persons only.</summary>
    public required IReadOnlyList<LogEvent> Fresh { get; init; }

    /// <summary>By account, in the order of time: the day before the first fresh event, and the fresh ones.</summary>
    public required ILookup<Guid, LogEvent> History { get; init; }

    public required IReadOnlyDictionary<string, ActionWord> Actions { get; init; }
    public required ILookup<Guid, Tie> Ties { get; init; }

    /// <summary>Account to the person of the record that its holder is.</summary>
    public required IReadOnlyDictionary<Guid, Guid> OwnPersons { get; init; }

    /// <summary>Account to the name its latest event gives.</summary>
    public required IReadOnlyDictionary<Guid, string> Names { get; init; }

    /// <summary>Every id that fresh looks point at, to the person it stands for.</summary>
    public required IReadOnlyDictionary<Guid, Guid> Persons { get; init; }
    public required IReadOnlyDictionary<Guid, OfficerFacts> Officers { get; init; }
    public required ILookup<Guid, WatchedKind> Watched { get; init; }

    /// <summary>What was remembered of each account before these events.</summary>
    public required IReadOnlyDictionary<Guid, ActorTrace> Traces { get; init; }

    /// <summary>Earlier days of accounts, for those whose day may be out of the ordinary, and of their peers.</summary>
    public required IReadOnlyList<ActorDay> Days { get; init; }

    /// <summary>Records opened by somebody today: who opened them.</summary>
    public required ILookup<(Guid Person, DateOnly Day), LogEvent> Opened { get; init; }
    public required WorkingCalendar Calendar { get; init; }

    /// <summary>By account: what it opened behind broken glass, each with the deadline of its review.</summary>
    public required ILookup<Guid, BrokenGlass> Glasses { get; init; }

    public ActionKind KindOf(LogEvent e) => Actions.TryGetValue(e.Action, out var word) ? word.Kind : ActionKind.System;

    /// <summary>Somebody turned to this one record, or a few, and saw it.</summary>
    public bool IsOpen(LogEvent e) => IsPointed(e) && KindOf(e) is ActionKind.Open;

    public static bool IsPointed(LogEvent e) => e is { IsLook: true, Outcome: AuditOutcome.Ok, SubjectIds.Count: > 0 and <= PointedAtMost };

    public static bool IsRefusedTry(LogEvent e) =>
        e is { IsLook: true, Outcome: AuditOutcome.Denied, DenyRule: { } rule, SubjectIds.Count: > 0 and <= PointedAtMost }
        && ForbiddenTie.Codes.Contains(rule);

    public Guid PersonOf(Guid id) => Persons.TryGetValue(id, out var person) ? person : id;

    public IEnumerable<Guid> PersonsOf(LogEvent e) => e.SubjectIds.Select(PersonOf).Distinct();

    /// <summary>The fresh looks that turn to a record.</summary>
    public IEnumerable<LogEvent> Opens => Fresh.Where(e => IsPointed(e) && KindOf(e) is ActionKind.Open or ActionKind.Change or ActionKind.Export);

    /// <summary>The same, and those that the gate refused for oneself or the family: a try is told of as a look is (8.07(5)(a)).</summary>
    public IEnumerable<LogEvent> OpensAndTries => Opens.Concat(Fresh.Where(IsRefusedTry));

    /// <summary>The broken glass behind which a look was; the last one for the person, where there were several.</summary>
    public BrokenGlass? GlassOf(LogEvent look)
    {
        var open = Glasses[look.ActorId!.Value].Where(g => g.BrokenAt - s_slack <= look.At && look.At < g.EndsAt + s_slack).ToList();
        var persons = PersonsOf(look).ToHashSet();
        return open.Where(g => persons.Contains(PersonOf(g.SubjectId))).MaxBy(g => g.BrokenAt)
            ?? open.Where(g => g.Purpose == look.Purpose).MaxBy(g => g.BrokenAt);
    }

    /// <summary>What an account did on the legal day of an event, up to now.</summary>
    public IEnumerable<LogEvent> DayOf(LogEvent e) =>
        History[e.ActorId!.Value].Where(h => CivilClock.LegalDate(h.At) == CivilClock.LegalDate(e.At));

    /// <summary>Accounts with fresh events, each with its last one of each legal day.</summary>
    public IEnumerable<LogEvent> LastOfDays => Fresh
        .GroupBy(e => (e.ActorId, Day: CivilClock.LegalDate(e.At))).Select(g => g.MaxBy(e => e.At)!);
}
