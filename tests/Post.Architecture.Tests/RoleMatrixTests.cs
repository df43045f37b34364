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
    protected override void Arrange(IServiceCollection services)
    {
        var purpose = services.Single(s => s.ImplementationType == typeof(PurposeBehavior<,>));
        services[services.IndexOf(purpose)] = ServiceDescriptor.Scoped(typeof(IPipelineBehavior<,>), typeof(Wall<,>));
    }
}

internal sealed record ReachedTheWall() : Refusal("Allowed.");

internal sealed class Wall<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next) =>
        Task.FromResult((TResponse)typeof(TResponse).GetMethod(nameof(Result<>.Refuse))!.Invoke(null, [new ReachedTheWall()])!);
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
        var spec = host.Services.GetRequiredService<RequestCatalogue>().All.Single(r => r.Type.FullName == name);
        var refused = 0L;
        var before = await DeniedAsync(spec);
        foreach (var role in (string[])[.. Roles.OfPeople, Roles.Public, Roles.System])
        {
            var allowed = spec.Public is not null || RolePermissions.ByPermission[spec.Permission!].Contains(role);
            var expected = allowed ? "reached-the-wall" : "not-allowed";

            Assert.Equal($"{role}: {expected}", $"{role}: {(await SendAsync(spec.Type, People.With(role, host.Clock))).Refusal!.Code}");
            refused += allowed ? 0 : 1;
        }

        Assert.Equal(refused, await DeniedAsync(spec) - before);
    }

    private async Task<long> DeniedAsync(RequestSpec spec) =>
        spec.Audit is null ? 0 : await host.CountEventsAsync(spec.Audit.Action, AuditOutcome.Denied);

    private async Task<IResult> SendAsync(Type type, Caller caller)
    {
        var answer = type.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))
            .GenericTypeArguments[0].GenericTypeArguments[0];
        var sent = (Task)GetType().GetMethod(nameof(SendTypedAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .MakeGenericMethod(answer)
            .Invoke(this, [Made(type), caller])!;
        await sent;
        return (IResult)((dynamic)sent).Result;
    }

    private async Task<IResult> SendTypedAsync<T>(object request, Caller caller) => await host.Send((IRequest<Result<T>>)request, caller);

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
