using Microsoft.AspNetCore.Mvc;
using Post.AccessReview.Watch;
using Post.App.Archive;
using Post.Certification.Rounds;
using Post.Kernel.Imports;
using Post.Kernel.Notices.Sending;
using Post.Kernel.Requests;
using Post.Kernel.Work;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Post.App.Operations;

/// <summary>What keeps the system going: health, jobs, deliveries.</summary>
internal static class OperationsServices
{
    public const string RetryJob = "/staff/jobs/retry";
    public const string RetryDelivery = "/staff/deliveries/retry";

    public static void AddOperations(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        services.AddHealth();
        services.AddSingleton<JobRuns>().AddSingleton<JobRunner>();
        services.AddScoped<IWorkQueue, FailedJobsQueue>();
        services.AddScoped<IWorkQueue, StuckDeliveriesQueue>();
        services.AddScoped<IWorkQueue, UnsealedLogQueue>().AddScoped<IWorkQueue, LateWitnessQueue>();
        services.AddArchive(configuration);
        services.AddHostedService<NumbersPump>();
        if (!settings.Runs(ProcessRoles.Worker)) return;
        services.AddHostedService<OutboxPump>();
        services.AddHostedService<AskedJobsPump>();
        services.AddHostedService<MissedJobsPump>();
        services.AddHostedService<ImportWorker>();
        services.AddHostedService<NoticeWorker>();
        services.AddHostedService<LogWatchPump>();
        services.AddHostedService<DecisionBatchWorker>();
        services.AddScheduler(configuration);
    }

    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(RetryJob, async ([FromForm] string? job, [FromForm] DateTimeOffset due, IDispatcher dispatcher, CancellationToken ct) =>
            Back(await dispatcher.Send(new RetryJobCommand(job ?? "", due), ct)));
        endpoints.MapPost(RetryDelivery, async (
            [FromForm] Guid eventId, [FromForm] string? subscription, IDispatcher dispatcher, CancellationToken ct) =>
            Back(await dispatcher.Send(new RetryDeliveryCommand(eventId, subscription ?? ""), ct)));
    }

    private static IResult Back(Result<Done> done) =>
        Results.Redirect($"/staff/jobs?told={done.Refusal?.Code ?? "asked"}");
}
