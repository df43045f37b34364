using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Post.Kernel.Imports;

/// <summary>Registers the import engine; each module adds its kinds as <see cref="IImportKind"/>.</summary>
public static class ImportServices
{
    /// <summary>Largest file taken over the web; larger ones come in by the command line.</summary>
    public const long UploadLimit = 256L * 1024 * 1024;

    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = UploadLimit);
        return services
            .AddSingleton<ImportFiles>()
            .AddSingleton<ImportRunner>()
            .AddScoped<ImportKinds>()
            .AddScoped<ImportRuns>()
            .AddScoped<RejectedRows>();
    }
}
