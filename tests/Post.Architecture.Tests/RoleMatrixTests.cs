using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Access;
using Post.Audit;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Testing;

namespace Post.Architecture.Tests;

/// <summary>The product with a wall behind authorisation: what reaches it was allowed, and nothing is done.</summary>
public sealed class WalledHost : ModuleHost
{
    internal WallEnding Ending { get; } = new();

    protected override void Arrange(IServiceCollection services)
    {
        services.AddSingleton(Ending);
        var purpose = services.Single(s => s.ImplementationType == typeof(PurposeBehavior<,>));
        services[services.IndexOf(purpose)] = ServiceDescriptor.Scoped(typeof(IPipelineBehavior<,>), typeof(Wall<,>));
    }
}

/// <summary>How whatever reaches the wall ends.</summary>
internal sealed class WallEnding
{
    public AuditOutcome As { get; set; } = AuditOutcome.Refused;

    public CancellationTokenSource? Away { get; set; }
}

internal sealed record ReachedTheWall() : Refusal("Allowed.");

internal sealed record WrongAtTheWall() : Refusal("Wrong.")
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}

internal sealed class Wall<TRequest, TResponse>(WallEnding ending) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        if (ending.Away is { } away) await away.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return ending.As switch
        {
            AuditOutcome.Ok => (TResponse)Activator.CreateInstance(typeof(TResponse), [Nothing()])!,
            AuditOutcome.Error => throw new InvalidOperationException("Broken at the wall."),
            AuditOutcome.Invalid => Refuse(new WrongAtTheWall()),
            _ => Refuse(new ReachedTheWall()),
        };
    }

    // No handler made it, so nothing is in it; the event says Ok all the same, and that there was one is what is counted.
    private static object? Nothing()
    {
        var answer = typeof(TResponse).GenericTypeArguments[0];
        return answer.IsValueType ? Activator.CreateInstance(answer) : null;
    }

    private static TResponse Refuse(Refusal refusal) =>
        (TResponse)typeof(TResponse).GetMethod(nameof(Result<>.Refuse))!.Invoke(null, [refusal])!;
}

/// <summary>Every request of the product, asked for by every role.</summary>
[Trait("Clause", "8.02(5)(d)")]
public sealed class RoleMatrixTests(WalledHost host) : IClassFixture<WalledHost>
{
    public static TheoryData<string> Requests =>
    [
        .. new RequestCatalogue(Product.All).All.Select(r => r.Type.FullName!).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_IsAllowedAsTheTableSays_AndEachRefusalLeavesOneEvent(string name)
    {
        var spec = SpecOf(name);
        var asked = 0L;
        var refused = 0L;
        var (before, deniedBefore) = (await EventsAsync(spec), await DeniedAsync(spec));
        foreach (var role in (string[])[.. Roles.OfPeople, Roles.Public, Roles.System])
        {
            var allowed = spec.Public is not null || RolePermissions.ByPermission[spec.Permission!].Contains(role);
            var expected = allowed ? "reached-the-wall" : "not-allowed";

            Assert.Equal($"{role}: {expected}", $"{role}: {(await SendAsync(spec.Type, People.With(role, host.Clock))).Refusal!.Code}");
            asked += spec.Public is null ? 1 : 0;
            refused += allowed ? 0 : 1;
        }

        Assert.Equal(refused, await DeniedAsync(spec) - deniedBefore);
        Assert.Equal(asked, await EventsAsync(spec) - before);
    }

    // T1: however a request ends, one event tells of it, and of a public one none does.
    [Theory]
    [MemberData(nameof(Requests))]
    [Trait("Clause", "8.07(5)")]
    public async Task Request_HoweverItEnds_LeavesOneEventThatSaysSo(string name)
    {
        var spec = SpecOf(name);
        var caller = People.With(spec.Public is null ? RolePermissions.ByPermission[spec.Permission!][0] : Roles.Public, host.Clock);
        foreach (var outcome in Enum.GetValues<AuditOutcome>().Except([AuditOutcome.Denied]))
        {
            var (all, such) = (await EventsAsync(spec), await EventsAsync(spec, outcome));

            await EndAsync(outcome, spec.Type, caller);

            var one = spec.Public is null ? 1 : 0;
            Assert.Equal($"{outcome}: {one}, {one}", $"{outcome}: {await EventsAsync(spec) - all}, {await EventsAsync(spec, outcome) - such}");
        }
    }

    private async Task EndAsync(AuditOutcome outcome, Type request, Caller caller)
    {
        using var away = new CancellationTokenSource();
        (host.Ending.As, host.Ending.Away) = (outcome, outcome is AuditOutcome.Cancelled ? away : null);
        try
        {
            await SendAsync(request, caller, away.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or InvalidOperationException { Message: "Broken at the wall." })
        {
            // A cancelled request, and a broken one of the public's, end so for the caller too.
        }
        finally
        {
            (host.Ending.As, host.Ending.Away) = (AuditOutcome.Refused, null);
        }
    }

    private RequestSpec SpecOf(string name) =>
        host.Services.GetRequiredService<RequestCatalogue>().All.Single(r => r.Type.FullName == name);

    private Task<long> DeniedAsync(RequestSpec spec) => EventsAsync(spec, AuditOutcome.Denied);

    private async Task<long> EventsAsync(RequestSpec spec, AuditOutcome? outcome = null) => spec.Audit is null ? 0 : await host.ScalarAsync<long>(
        "select count(*) from audit.event where action = $1 and ($2 = '' or outcome = $2)", spec.Audit.Action, outcome?.ToString() ?? "");

    private async Task<IResult> SendAsync(Type type, Caller caller, CancellationToken ct = default)
    {
        var answer = type.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))
            .GenericTypeArguments[0].GenericTypeArguments[0];
        var sent = (Task)GetType().GetMethod(nameof(SendTypedAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .MakeGenericMethod(answer)
            .Invoke(this, [Made(type), caller, ct])!;
        await sent;
        return (IResult)((dynamic)sent).Result;
    }

    private async Task<IResult> SendTypedAsync<T>(object request, Caller caller, CancellationToken ct) =>
        await host.Send((IRequest<Result<T>>)request, caller, ct);

    // Its content does not matter: nothing behind the wall reads it, and the event only asks it for its subjects.
    private static object Made(Type type)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters().All(p => p.ParameterType != type)).MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Nothing(p.ParameterType))]);
    }

    private static object? Nothing(Type type)
    {
        if (type == typeof(string)) return "";
        if (type.IsValueType) return Activator.CreateInstance(type);
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        return type.IsGenericType && type.IsAssignableFrom(type.GenericTypeArguments[0].MakeArrayType())
            ? Array.CreateInstance(type.GenericTypeArguments[0], 0)
            : null;
    }
}
