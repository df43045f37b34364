using Post.App.Archive;
using Post.App.Entry;
using Post.App.Identity;
using Post.App.Operations;
using Post.App.Security;
using Post.App.SignIn;
using Post.App.Staff;
using Post.Kernel.Modules;
using Post.Kernel.Notices;

namespace Post.App;

/// <summary>Puts the process together: which modules, in which roles, behind which doors. It decides nothing else.</summary>
internal static class PostHost
{
    /// <param name="args">The command line, which may set anything that the settings can.</param>
    /// <param name="replace">Services that a test puts in the place of ours.</param>
    /// <exception cref="StartRefusedException">Something the process cannot do without is missing.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "Post.App" });
        var settings = HostSettings.From(builder.Configuration, builder.Environment);
        Listen(builder);
        AddServices(builder, settings);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        try
        {
            await StartCheck.EnsureAsync(app.Services, CancellationToken.None);
            if (app.Environment.IsDemo()) await DemoAccounts.EnsureAsync(app.Services);
            Map(app, settings);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!string.IsNullOrEmpty(builder.Configuration["urls"])) return;
        // This machine only, until somebody says otherwise.
        builder.WebHost.UseUrls($"http://localhost:{builder.Configuration["POST_HTTP_PORT"] ?? "5080"}");
    }

    private static void AddServices(WebApplicationBuilder builder, HostSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddPipeline(builder.Configuration, PostModules.All, settings.Producer, typeof(PostHost).Assembly, ArchiveJobs.Add);
        services.AddSingleton(new MailboxSettings(ShowContent: builder.Environment.IsDemo()));
        services.AddAccounts(builder.Configuration);
        services.AddEntryPoints();
        services.AddSignIn(settings);
        services.AddRateLimits(settings);
        services.AddStaffSide(builder.Environment);
        services.AddOperations(builder.Configuration, settings);
    }

    private static void Map(WebApplication app, HostSettings settings)
    {
        app.UseProxies(settings);
        app.UseProblemPages();
        if (settings.Https) app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        if (settings.Https) app.UseMiddleware<HttpsOnly>();
        app.UseAuthentication();
        app.UseMiddleware<RequestEntry>();
        app.UseMiddleware<CircuitOrigin>();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<ReadableAddress>();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapAssets();
        if (settings.Runs(ProcessRoles.Staff)) app.MapStaffSide(settings);
        if (!settings.Runs(ProcessRoles.Public)) app.MapGet("/", () => Results.Redirect("/staff"));
        foreach (var module in PostModules.All)
        {
            if (settings.Runs(PostModules.IsPublic(module) ? ProcessRoles.Public : ProcessRoles.Staff)) module.MapEndpoints(app);
        }
    }
}
