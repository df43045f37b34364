using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Post.App.Administration;
using Post.App.AgencySide;
using Post.App.OfficerSide;
using Post.App.Operations;
using Post.App.OwnAccount;
using Post.App.Purposes;
using Post.App.SignIn;
using Post.Kernel.Documents;
using Post.Kernel.Imports;
using Radzen;

namespace Post.App.Staff;

/// <summary>The staff side: signed in before any circuit, nothing of a circuit kept after it.</summary>
internal static class StaffServices
{
    private const int MaximumMessage = 32 * 1024;

    /// <summary>Where staff pages are found beside the host's own.</summary>
    public static Assembly[] PageAssemblies { get; } = [.. PostModules.All.Select(m => m.GetType().Assembly), typeof(Kernel.Ui.ISlotPart).Assembly];

    public static void AddStaffSide(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents(options =>
            {
                options.DetailedErrors = environment.IsDevelopment();
                options.DisconnectedCircuitMaxRetained = 100;
                options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
                // A restored state would show what the gate never saw (threat 15).
                options.PersistedCircuitInMemoryMaxRetained = 0;
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = MaximumMessage);
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<StaffMenu>().AddSingleton<AgencyMenu>().AddSingleton<OfficerMenu>();
    }

    public static void MapStaffSide(this WebApplication app, HostSettings settings)
    {
        app.MapSignIn(app.Environment, settings);
        app.MapAddressLinks();
        var staff = app.MapGroup("").RequireAuthorization(SignInServices.StaffPolicy);
        staff.MapStepUp(app.Environment);
        staff.MapOwnAccount();
        staff.MapAccounts();
        staff.MapPurposes();
        staff.MapOperations();
        // Officers and agencies send and fetch documents too, each on their own side.
        app.MapGroup("").RequireAuthorization(SignInServices.PagePolicy).MapDocuments();
        staff.MapImports();
        staff.MapFallback("/staff/{**rest}", () => new RazorComponentResult<NoSuchPage> { StatusCode = StatusCodes.Status404NotFound });
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options =>
            {
                // Compression beside text of a stranger's choice would tell lengths of secrets (CRIME).
                options.DisableWebSocketCompression = true;
                // SecurityHeaders says it for every answer.
                options.ContentSecurityFrameAncestorsPolicy = null;
            })
            .AddAdditionalAssemblies(PageAssemblies)
            .RequireAuthorization(SignInServices.PagePolicy);
        app.MapAgencySide();
    }

    public static void MapAssets(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapGet("/favicon.ico", () => Results.Redirect("/_content/Post.PublicDatabase/icon.svg", permanent: true)).ExcludeFromDescription();
    }
}
