using FluentValidation;
using MediatR;
using Post.Kernel.Access;

namespace Post.Kernel.Requests;

/// <summary>Makes a refusing result of whatever type the pipeline step must return.</summary>
internal static class Refusals
{
    public static TResponse Of<TResponse>(Refusal refusal) => Maker<TResponse>.Make(refusal);

    private static class Maker<TResponse>
    {
        public static readonly Func<Refusal, TResponse> Make = typeof(TResponse)
            .GetMethod(nameof(Result<int>.Refuse))!
            .CreateDelegate<Func<Refusal, TResponse>>();
    }
}

/// <summary>Refuses a caller whose roles do not carry the request's permission.</summary>
public sealed class AuthorizeBehavior<TRequest, TResponse>(RequestCatalogue catalogue, CurrentCaller caller, PermissionTable table)
    : IPipelineBehavior<TRequest, TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var spec = catalogue.For(request!.GetType());
        if (spec.Public is not null) return next();
        return spec.Permission is { } permission && table.Allows(caller.Value.Roles, permission)
            ? next()
            : Task.FromResult(Refusals.Of<TResponse>(new NotAllowed(spec.Permission ?? "none")));
    }
}

/// <summary>
/// Refuses a look at personal data without a valid purpose, and at persons whom the caller may not look at under it
/// (8.07(5)(a)); and a disclosure for which the text asks something that is not on record (8.09, 8.10).
/// </summary>
public sealed class PurposeBehavior<TRequest, TResponse>(RequestCatalogue catalogue, LookGuard guard) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var spec = catalogue.For(request!.GetType());
        var refusal = spec.IsPersonal ? await guard.BeforeAsync(spec, request, ct) : null;
        if (refusal is null && spec.Discloses is { } kind) refusal = await guard.ClearAsync(kind, (IDisclosesItems)request, ct);
        return refusal is null ? await next() : Refusals.Of<TResponse>(refusal);
    }
}

/// <summary>
/// Innermost: whom a handler found or touched is known only now. A refusal here undoes a command, and a query's result goes
/// no further.
/// </summary>
public sealed class ShownPersonsBehavior<TRequest, TResponse>(RequestCatalogue catalogue, LookGuard guard)
    : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        var spec = catalogue.For(request!.GetType());
        if (!spec.IsPersonal || response is not IResult { Refusal: null } result) return response;
        return await guard.AfterAsync(spec, result.Content, ct) is { } refusal ? Refusals.Of<TResponse>(refusal) : response;
    }
}

/// <summary>Refuses a request that breaks the rules about its own content.</summary>
public sealed class ValidateBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var problems = new List<string>();
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, ct);
            problems.AddRange(outcome.Errors.Select(e => e.ErrorMessage));
        }

        return problems.Count == 0 ? await next() : Refusals.Of<TResponse>(new NotValid(problems));
    }
}
