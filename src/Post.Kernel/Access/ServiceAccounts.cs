using Post.Audit;

namespace Post.Kernel.Access;

/// <summary>Named accounts for work without a person in front of it, each with its standing purpose.</summary>
public static class ServiceAccounts
{
    public static Caller Outbox(TimeProvider clock) => Job("outbox", new Guid("0b0b0b0b-0000-4000-8000-000000000001"), clock);

    public static Caller Scheduler(TimeProvider clock) => Job("scheduler", new Guid("0b0b0b0b-0000-4000-8000-000000000002"), clock);

    public static Caller Importer(TimeProvider clock) => Job("importer", new Guid("0b0b0b0b-0000-4000-8000-000000000003"), clock);

    /// <summary>The operator at the command line; the login name of the machine is kept as words, never as identity.</summary>
    public static Caller Operator(string login, TimeProvider clock) =>
        new(new Guid("0b0b0b0b-0000-4000-8000-000000000004"), ActorKind.Operator, $"operator {login}", [Roles.System])
        {
            Purpose = Standing(clock),
            Client = "command line",
        };

    private static Caller Job(string name, Guid id, TimeProvider clock) =>
        new(id, ActorKind.Job, name, [Roles.System]) { Purpose = Standing(clock) };

    private static ChosenPurpose Standing(TimeProvider clock) =>
        new(PurposeCodes.SystemOperation, null, null, clock.GetUtcNow());
}

/// <summary>Codes of purposes that the code itself must name; all others are data only.</summary>
public static class PurposeCodes
{
    public const string SystemOperation = "system-operation";
}
