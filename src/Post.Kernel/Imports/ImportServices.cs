using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Imports.Drafts;
using Post.Kernel.Imports.ExportRows;
using Post.Kernel.Imports.Profiles;
using Post.Kernel.Requests;

namespace Post.Kernel.Imports;

/// <summary>Registers the import engine; each module adds its kinds as <see cref="IImportKind"/>.</summary>
public static class ImportServices
{
    /// <summary>Largest file taken over the web; larger ones come in by the command line.</summary>
    public const long UploadLimit = 256L * 1024 * 1024;

    public static string RowsAddress(Guid run) => $"/staff/imports/{run}/rows.csv";

    /// <summary>The download of refused and held rows; its event is durable before the first byte leaves.</summary>
    public static void MapImports(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(
        "/staff/imports/{run:guid}/rows.csv",
        async (Guid run, ImportVerdict? verdict, IDispatcher dispatcher, CancellationToken ct) =>
        {
            var export = await dispatcher.Send(new ExportImportRowsQuery(run, verdict), ct);
            return export.Refusal is { } refusal
                ? Results.Problem(refusal.Text, statusCode: StatusOf(refusal.Kind), title: refusal.Code)
                : Results.Stream(export.Value.Content, "text/csv; charset=utf-8", export.Value.FileName);
        });

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = UploadLimit);
        return services
            .AddSingleton<ImportFiles>()
            .AddSingleton<ImportRunner>()
            .AddScoped<ImportKinds>()
            .AddScoped<ImportRuns>()
            .AddScoped<RejectedRows>()
            .AddScoped<ImportProfiles>()
            .AddScoped<ImportDrafts>()
            .AddScoped<ImportRecognition>();
    }
}
