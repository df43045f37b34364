using System.Diagnostics;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Data;

namespace Post.Kernel.Requests;

/// <summary>The event of the request in this scope while it is being made; it ends in exactly one record.</summary>
public sealed class AuditDraft(AuditProducer producer, TimeProvider clock, CurrentCaller caller, ChangeContext changes)
{
    /// <summary>More persons than this are named in child events, so that no single record grows without bound.</summary>
    public const int SubjectsPerEvent = 1_000;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<ProducerStamp> _stamps = [];
    private readonly DateTimeOffset _at = clock.GetUtcNow();

    public Guid Id { get; } = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Set when the event went to disk together with the change it describes.</summary>
    public bool Durable { get; set; }

    /// <summary>The one event, and child events for the persons beyond the first thousand.</summary>
    public IReadOnlyList<AuditEvent> Complete(RequestSpec spec, object request, IResult? result, AuditOutcome outcome, string? rule)
    {
        var subjects = Subjects(request, outcome is AuditOutcome.Ok ? result?.Content : null);
        var first = Event(spec, request, result, outcome, rule) with { SubjectIds = [.. subjects.Take(SubjectsPerEvent)] };
        return subjects.Length <= SubjectsPerEvent ? [first] : [first, .. Children(first, subjects)];
    }

    private IEnumerable<AuditEvent> Children(AuditEvent parent, Guid[] subjects) => subjects
        .Skip(SubjectsPerEvent)
        .Chunk(SubjectsPerEvent)
        .Select((chunk, place) => parent with
        {
            Id = Guid.CreateVersion7(_at),
            Stamp = StampOf(place + 1),
            ParentId = parent.Id,
            SubjectIds = chunk,
            Payload = AuditPayload.Empty,
        });

    // A number is taken when a record is made and kept when it must be made again as a failure: the sequence has no holes.
    private ProducerStamp StampOf(int place)
    {
        while (_stamps.Count <= place) _stamps.Add(producer.Next());
        return _stamps[place];
    }

    private AuditEvent Event(RequestSpec spec, object request, IResult? result, AuditOutcome outcome, string? rule) => new()
    {
        Id = Id,
        Stamp = StampOf(0),
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
    };

    private Guid[] Subjects(object request, object? content)
    {
        var named = (request as INamesSubjects)?.SubjectIds ?? [];
        var shown = (content as INamesSubjects)?.SubjectIds ?? [];
        return [.. named.Concat(shown).Concat(changes.Subjects).Distinct()];
    }

    private static AuditReason Why(ChosenPurpose? purpose) => purpose is null
        ? AuditReason.None
        : AuditReason.None with { Purpose = purpose.Code, Matter = purpose.Matter, Text = purpose.Reason };
}
