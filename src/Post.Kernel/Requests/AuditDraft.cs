using System.Diagnostics;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;

namespace Post.Kernel.Requests;

/// <summary>The event of the request in this scope while it is being made; it ends in exactly one record.</summary>
public sealed class AuditDraft(AuditProducer producer, TimeProvider clock, CurrentCaller caller, ChangeContext changes, PassageUsed passage)
{
    /// <summary>More persons than this are named in child events, so that no single record grows without bound.</summary>
    public const int SubjectsPerEvent = 1_000;

    private static readonly ProducerStamp s_unnumbered = new("", DateTimeOffset.UnixEpoch, 0, 0);

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<(ProducerStamp Stamp, Guid? Event)> _taken = [];
    private readonly DateTimeOffset _at = clock.GetUtcNow();

    public Guid Id { get; } = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Set when the event went to disk together with the change it describes.</summary>
    public bool Durable { get; set; }

    /// <summary>The one event, child events for the persons beyond the first thousand, and what followed from it.</summary>
    public IReadOnlyList<AuditEvent> Complete(RequestSpec spec, object request, IResult? result, AuditOutcome outcome, string? rule)
    {
        var subjects = Subjects(request, outcome is AuditOutcome.Ok ? result?.Content : result?.Refusal);
        var first = Event(spec, request, result, outcome, rule) with { SubjectIds = [.. subjects.Take(SubjectsPerEvent)] };
        if (subjects.Length <= SubjectsPerEvent && (changes.Consequences.Count == 0 || outcome is not AuditOutcome.Ok)) return [first];
        var events = new List<AuditEvent> { first };
        events.AddRange(Children(first, subjects));
        if (outcome is AuditOutcome.Ok) events.AddRange(Consequences(first, events.Count));
        return events;
    }

    /// <summary>Numbers taken for records that did not come to be: they are settled later, or they would look like removed events.</summary>
    /// <param name="from">The first of them, counted within this act.</param>
    public void Lose(int from = 0)
    {
        foreach (var (stamp, id) in _taken.Skip(from)) producer.Lose(stamp, id);
    }

    private IEnumerable<AuditEvent> Children(AuditEvent parent, Guid[] subjects) => subjects
        .Skip(SubjectsPerEvent)
        .Chunk(SubjectsPerEvent)
        .Select((chunk, place) => Numbered(place + 1, parent with
        {
            Id = Guid.CreateVersion7(_at),
            ParentId = parent.Id,
            SubjectIds = chunk,
            Payload = AuditPayload.Empty,
        }));

    private IEnumerable<AuditEvent> Consequences(AuditEvent act, int place) => changes.Consequences.Select(c => Numbered(place++, act with
    {
        Id = c.Id,
        Action = c.Action,
        ParentId = c.Parent,
        IntentId = c.Intent,
        SubjectIds = [],
        FieldGroups = [],
        RowCount = null,
        ArtefactSha256 = null,
        Payload = act.Payload with { Changes = [] },
    }));

    // A number is taken when a record is made and kept when it must be made again as a failure: the sequence has no holes.
    private AuditEvent Numbered(int place, AuditEvent e)
    {
        while (_taken.Count <= place) _taken.Add((producer.Next(), null));
        _taken[place] = (_taken[place].Stamp, e.Id);
        return e with { Stamp = _taken[place].Stamp };
    }

    private AuditEvent Event(RequestSpec spec, object request, IResult? result, AuditOutcome outcome, string? rule) => Numbered(0, new AuditEvent
    {
        Id = Id,
        Stamp = s_unnumbered,
        At = _at,
        Actor = caller.Value.ToActor(),
        Reason = Why(caller.Value.Purpose),
        Action = spec.Audit?.Action ?? spec.Type.Name,
        DataClass = spec.Audit?.DataClass ?? DataClass.None,
        FieldGroups = spec.Audit?.Fields ?? [],
        RowCount = changes.RowCount ?? (result?.Content as ICountsRows)?.RowCount,
        ArtefactSha256 = changes.ArtefactSha256,
        Outcome = outcome,
        DenyRule = rule,
        Duration = Stopwatch.GetElapsedTime(_started),
        TraceId = Activity.Current?.TraceId.ToString(),
        ParentId = caller.Value.ParentEvent,
        Payload = new AuditPayload(changes.Reason, (request as IAsksFor)?.Query, changes.Summary, changes.Changes),
    });

    private Guid[] Subjects(object request, object? content)
    {
        var named = (request as INamesSubjects)?.SubjectIds ?? [];
        var shown = (content as INamesSubjects)?.SubjectIds ?? [];
        return [.. named.Concat(shown).Concat(changes.Subjects).Distinct()];
    }

    // What opened the look stands with it: the words of the passage, in place of those of the purpose.
    private AuditReason Why(ChosenPurpose? purpose) => purpose is null
        ? AuditReason.None
        : AuditReason.None with
        {
            Purpose = purpose.Code,
            Matter = purpose.Matter,
            Text = passage.Value?.Words ?? purpose.Reason,
            BreakGlass = passage.Value?.Kind is PassageKind.BrokenGlass,
        };
}
