using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Post.AccessReview.Features.FileConcern;
using Post.AccessReview.Features.ShowLookers;
using Post.AccessReview.Log;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.AccessReview.OwnRecord;

/// <summary>The pages of a person about their own record: plain, without script, outside the staff side.</summary>
internal static class OwnRecordEndpoints
{
    public const string Lookers = "/me/who-looked";
    public const string Concern = "/me/who-looked/concern";

    private const string Purpose = "own-record";

    public static void MapOwnRecord(this IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.MapGroup("").RequireAuthorization();
        own.MapGet(Lookers, ShowAsync);
        own.MapGet(Concern, (string? from, string? to) => Form(new ConcernForm(LogAddress.Day(from), LogAddress.Day(to), null), null));
        own.MapPost(Concern, FileAsync);
    }

    private static async Task<RazorComponentResult<WhoLookedPage>> ShowAsync(
        string? after, string? told, ICallerSource callers, ServiceDispatchers dispatchers, TimeProvider clock, CancellationToken ct)
    {
        var shown = await (await AsOwnerAsync(callers, dispatchers, clock)).Send(new ShowLookersQuery(after), ct);
        return new(new { Shown = shown.Refused ? null : shown.Value, shown.Refusal, IsLaterPage = after is not null, Told = told is not null })
        {
            StatusCode = StatusOf(shown.Refusal),
        };
    }

    private static async Task<IResult> FileAsync(
        [FromForm] string? from, [FromForm] string? to, [FromForm] string? words, ICallerSource callers, ServiceDispatchers dispatchers,
        TimeProvider clock, CancellationToken ct)
    {
        var form = new ConcernForm(LogAddress.Day(from), LogAddress.Day(to), words);
        var filed = await (await AsOwnerAsync(callers, dispatchers, clock)).Send(new FileConcernCommand(form.From, form.To, words ?? ""), ct);
        return filed.Refusal is { } refusal ? Form(form, refusal) : Results.Redirect($"{Lookers}?told=1");
    }

    private static RazorComponentResult<ConcernPage> Form(ConcernForm form, Refusal? refusal) =>
        new(new { Form = form, Refusal = refusal }) { StatusCode = StatusOf(refusal) };

    // Whoever asks about their own record has one purpose, which need not be chosen: c. 66A gives it to them.
    private static async Task<IDispatcher> AsOwnerAsync(ICallerSource callers, ServiceDispatchers dispatchers, TimeProvider clock)
    {
        var caller = await callers.CurrentAsync();
        return dispatchers.As(caller with { Purpose = new ChosenPurpose(Purpose, null, null, clock.GetUtcNow()) });
    }

    private static int StatusOf(Refusal? refusal) => refusal?.Kind switch
    {
        null => StatusCodes.Status200OK,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}

/// <summary>What the form of a concern holds.</summary>
public sealed record ConcernForm(DateOnly? From, DateOnly? To, string? Words);
