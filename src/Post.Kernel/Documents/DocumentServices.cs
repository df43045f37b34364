using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Documents.CheckDocuments;
using Post.Kernel.Documents.ListHeldDocuments;
using Post.Kernel.Documents.OpenDocument;
using Post.Kernel.Documents.ReceiveDocument;
using Post.Kernel.Documents.RemoveOrphans;
using Post.Kernel.Documents.RemoveTickets;
using Post.Kernel.Documents.ScanDocuments;
using Post.Kernel.Jobs;
using Post.Kernel.Work;

namespace Post.Kernel.Documents;

/// <summary>Registers what keeps documents; each module adds its owners as <see cref="IDocumentOwner"/>.</summary>
internal static class DocumentServices
{
    private const int MinutesBetweenScans = 5;

    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(DocumentSettings.From(configuration))
        .AddSingleton<DocumentStore>()
        .AddSingleton<ClamScanner>()
        .AddSingleton<DamageReport>()
        .AddScoped<DocumentRows>()
        .AddScoped<DocumentClasses>()
        .AddScoped<DocumentOwners>()
        .AddScoped<DocumentAccess>()
        .AddScoped<DocumentTickets>()
        .AddScoped<UploadEndpoint>()
        .AddScoped<IWorkQueue, HeldDocumentsQueue>()
        .AddScoped<IWorkQueue, DamagedDocumentsQueue>();

    public static void AddDocumentJobs(this JobSchedule jobs, IConfiguration configuration)
    {
        jobs.Daily(
            "check-documents", "Hashes documents anew whose last check is too old", new TimeOnly(2, 30), due => new CheckDocumentsCommand(due));
        jobs.Daily(
            "remove-orphan-files", "Takes away files that no document's row names", new TimeOnly(3, 45), _ => new RemoveOrphansCommand());
        jobs.Daily(
            "remove-document-tickets", "Takes away tickets for documents that ran out long ago", new TimeOnly(3, 55), _ => new RemoveTicketsCommand());
        if (DocumentSettings.From(configuration).Clamd is null) return;
        jobs.EveryMinutes(
            "scan-documents", "Has the virus scanner look at documents that wait for it", MinutesBetweenScans, _ => new ScanWaitingCommand());
    }
}
