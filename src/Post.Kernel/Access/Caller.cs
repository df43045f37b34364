using Post.Audit;

namespace Post.Kernel.Access;

/// <summary>Who asks, given by the entry point; the dispatcher never guesses.</summary>
public sealed record Caller(Guid? Id, ActorKind Kind, string Name, IReadOnlyList<string> Roles)
{
    public static readonly Caller Anonymous = new(null, ActorKind.Anonymous, "Public", [Access.Roles.Public]);

    public ChosenPurpose? Purpose { get; init; }
    public string? Organisation { get; init; }
    public string? Authentication { get; init; }
    public Guid? SessionId { get; init; }
    public string? CircuitId { get; init; }
    public string? IpPrefix { get; init; }
    public string? Client { get; init; }

    /// <summary>When the person last proved who it is by a second factor in this session (UTC); null: not in this session.</summary>
    public DateTimeOffset? SteppedUpAt { get; init; }

    /// <summary>The act this one is a part of, such as the import to which a chunk belongs.</summary>
    public Guid? ParentEvent { get; init; }

    public AuditActor ToActor() => new(Id, Kind, Name, Roles)
    {
        Organisation = Organisation,
        Authentication = Authentication,
        SessionId = SessionId,
        CircuitId = CircuitId,
        IpPrefix = IpPrefix,
        Client = Client,
    };
}

/// <summary>The purpose a person works under, and since when (UTC).</summary>
public sealed record ChosenPurpose(string Code, string? Matter, string? Reason, DateTimeOffset ChosenAt);

/// <summary>Where an entry point says who its caller is: circuit, endpoint, job and verb each have their own.</summary>
public interface ICallerSource
{
    ValueTask<Caller> CurrentAsync();
}

/// <summary>The caller of the request in this scope; set once by the dispatcher.</summary>
public sealed class CurrentCaller
{
    private Caller? _caller;

    public Caller Value => _caller ?? throw new InvalidOperationException("No caller: requests go through the dispatcher.");

    public void Set(Caller caller) =>
        _caller = _caller is null ? caller : throw new InvalidOperationException("A scope has one caller.");

    /// <summary>Sign-in alone: an anonymous caller has proved who it is, and the event of that act must name it.</summary>
    public void Identify(Caller caller) =>
        _caller = Value.Id is null ? caller : throw new InvalidOperationException("The caller is known already.");
}
