using System.Reflection;
using MediatR;
using Post.Kernel.Requests;

namespace Post.Kernel.Sealing;

/// <summary>The request's answer leaves the system as a file: it stops when the log of such exits is not sealed in time (8.07(5)(b)).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GivesOutAttribute : Attribute;

/// <summary>The seal lags so far behind that who took what could still be made to disappear.</summary>
public sealed record LogNotSealed(int Minutes) : Refusal(
    $"Downloads are stopped: the access log has waited {Minutes} minutes for its seal. Nothing was given out. Try again later; the operator has been told.")
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}

/// <summary>Refuses to give out files while the seal of the log is late, where a sealer is required.</summary>
public sealed class SealedExportsBehavior<TRequest, TResponse>(SealingGauge gauge) : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly bool s_givesOut = typeof(TRequest).GetCustomAttribute<GivesOutAttribute>() is not null;

    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        if (!s_givesOut || !gauge.Limits.Required) return await next();
        var lag = gauge.Lag(await gauge.ReadAsync(ct));
        return lag < gauge.Limits.Stop ? await next() : Refusals.Of<TResponse>(new LogNotSealed((int)lag.TotalMinutes));
    }
}
