using FluentValidation;
using MediatR;
using Post.Audit;
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

/// <summary>Refuses a read of personal data without a valid purpose (8.07(5)(a)).</summary>
public sealed class PurposeBehavior<TRequest, TResponse>(
    RequestCatalogue catalogue, CurrentCaller caller, PurposeCatalogue purposes, TimeProvider clock)
    : IPipelineBehavior<TRequest, TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var spec = catalogue.For(request!.GetType());
        if (spec.Audit?.DataClass is not (DataClass.Personal or DataClass.Restricted)) return next();
        if (caller.Value.Purpose is not { } chosen) return Task.FromResult(Refusals.Of<TResponse>(new PurposeNeeded()));
        return purposes.IsValid(chosen, caller.Value.Roles, clock.GetUtcNow())
            ? next()
            : Task.FromResult(Refusals.Of<TResponse>(new PurposeNotValid(chosen.Code)));
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
