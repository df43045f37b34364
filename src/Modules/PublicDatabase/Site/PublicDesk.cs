using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Requests;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Site;

/// <summary>Asks for a page's data through the one door, and gives refusals the form that the caller can read.</summary>
internal static class PublicDesk
{
    private const string RetryAfterSeconds = "30";

    /// <summary>Null where the answer has been given already: a refusal, as a page.</summary>
    public static async Task<T?> AskAsync<T>(HttpContext context, IRequest<Result<T>> request) where T : class
    {
        var answer = await SendAsync(context, request);
        if (answer.Refusal is not { } refusal) return answer.Value;
        if (LeadsOn(context, refusal)) return null;
        var status = StatusOf(refusal);
        await PublicAnswers.PageAsync<RefusedPage>(context, RefusedView.Of(status, refusal.Text), status);
        return null;
    }

    /// <summary>Null where the answer has been given already: a refusal, as problem details.</summary>
    public static async Task<T?> AskApiAsync<T>(HttpContext context, IRequest<Result<T>> request) where T : class
    {
        var answer = await SendAsync(context, request);
        if (answer.Refusal is not { } refusal) return answer.Value;
        if (LeadsOn(context, refusal)) return null;
        await ProblemAsync(context, StatusOf(refusal), refusal.Text);
        return null;
    }

    public static Task ProblemAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: Words.Get($"problem.{status}")).ExecuteAsync(context);

    // For good, and yet asked about each time: a merge may be taken back, and then the old address answers again.
    private static bool LeadsOn(HttpContext context, Refusal refusal)
    {
        if (refusal is not ListedElsewhere moved) return false;
        var address = context.Request.Path.Value!.Replace(moved.Key, moved.IntoKey, StringComparison.Ordinal);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = address + context.Request.QueryString;
        return true;
    }

    private static async Task<Result<T>> SendAsync<T>(HttpContext context, IRequest<Result<T>> request)
    {
        try
        {
            var dispatcher = context.RequestServices.GetRequiredService<IDispatcher>();
            return await dispatcher.Send(request, context.RequestAborted);
        }
        catch (SnapshotUnavailableException)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return new NotLoadedYet();
        }
    }

    private static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status403Forbidden,
    };
}

/// <summary>The site is up and its data is not.</summary>
internal sealed record NotLoadedYet() : Refusal(Words.Get("refused.not-loaded"))
{
    public override RefusalKind Kind => RefusalKind.Unavailable;
}

/// <summary>Never listed, or listed no more: the answer is the same, and so are its bytes (8.06(3)).</summary>
internal sealed record NotListed() : Refusal(Words.Get("refused.not-listed"))
{
    public override RefusalKind Kind => RefusalKind.NotFound;
}

/// <summary>This address was an officer's whose number proved to be another's; it leads to that one's profile.</summary>
internal sealed record ListedElsewhere(string Key, string IntoKey) : Refusal(Words.Get("refused.not-listed"))
{
    public override RefusalKind Kind => RefusalKind.NotFound;

    /// <summary>What to answer of an address that is no officer's now.</summary>
    public static Refusal Of(PublishedSnapshot snapshot, string key) =>
        snapshot.MovedTo(key) is { } into ? new ListedElsewhere(key, into) : new NotListed();
}

/// <summary>The question cannot be answered as it stands; the words say what to change.</summary>
internal sealed record NotUnderstood(string Why) : Refusal(Why)
{
    public override RefusalKind Kind => RefusalKind.Invalid;
}
