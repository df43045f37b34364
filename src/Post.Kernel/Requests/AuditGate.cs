using System.Diagnostics.Metrics;
using MediatR;
using Microsoft.Extensions.Logging;
using Post.Audit;

namespace Post.Kernel.Requests;

/// <summary>Outermost: however a request ends, it leaves one event, and no data leaves before that event is durable.</summary>
public sealed class AuditGate<TRequest, TResponse>(
    RequestCatalogue catalogue, AuditTicket ticket, AuditDraft draft, IAuditLog log, PublicReadCounter counter,
    ILogger<AuditGate<TRequest, TResponse>> logger)
    : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        var spec = catalogue.For(request!.GetType());
        ticket.Open();
        if (spec.Public is { } open)
        {
            var shown = await next();
            counter.Count(open.Route, ((IResult)shown!).Refusal);
            return shown;
        }

        TResponse response;
        try
        {
            response = await next();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await RecordAsync(spec, request, null, AuditOutcome.Cancelled, "cancelled");
            throw;
        }
        catch (AuditUnavailableException failure)
        {
            logger.LogError(failure, "{Action} was refused: it could not be recorded", spec.Audit?.Action);
            draft.Lose();
            return Refusals.Of<TResponse>(new NotRecorded());
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "{Action} failed, event {Event}", spec.Audit?.Action, draft.Id);
            await RecordAsync(spec, request, null, AuditOutcome.Error, failure.GetType().Name);
            return Refusals.Of<TResponse>(new Failed(draft.Id.ToString()));
        }

        if (draft.Durable) return response;
        var result = (IResult)response!;
        var recorded = await RecordAsync(spec, request, result, OutcomeOf(result.Refusal), result.Refusal?.Code);
        return recorded ? response : Refusals.Of<TResponse>(new NotRecorded());
    }

    private async Task<bool> RecordAsync(RequestSpec spec, TRequest request, IResult? result, AuditOutcome outcome, string? rule)
    {
        try
        {
            var events = draft.Complete(spec, request!, result, outcome, rule);
            foreach (var e in events) await log.WriteAsync(e);
            draft.Lose(from: events.Count);
            return true;
        }
        catch (Exception failure)
        {
            // Whatever kept the event from the log keeps the data from the caller.
            logger.LogError(failure, "{Action} was refused: it could not be recorded", spec.Audit?.Action);
            draft.Lose();
            return false;
        }
    }

    private static AuditOutcome OutcomeOf(Refusal? refusal) => refusal?.Kind switch
    {
        null => AuditOutcome.Ok,
        RefusalKind.Forbidden => AuditOutcome.Denied,
        RefusalKind.Invalid => AuditOutcome.Invalid,
        _ => AuditOutcome.Refused,
    };
}

/// <summary>Counts public requests by route and outcome, and keeps nothing else of them.</summary>
public sealed class PublicReadCounter(IMeterFactory meters)
{
    private readonly Counter<long> _requests = meters.Create("Post.PublicSite").CreateCounter<long>("post.public.requests");

    public void Count(string route, Refusal? refusal) => _requests.Add(
        1, new KeyValuePair<string, object?>("route", route), new KeyValuePair<string, object?>("outcome", refusal?.Code ?? "ok"));
}
