using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Post.Testing;

namespace Post.EndToEnd.Tests.Running;

/// <summary>The browser of the journeys. A journey that fails leaves a picture of what it saw.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    // What the page's policy forbade is a complaint like any other: no page may need what it is not allowed (threat 23).
    private const string TellOfViolations =
        "document.addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))";

    // The machine that runs the journeys may be busy.
    private const float Patience = 30_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static string Results { get; } = Checkout.PathOf("TestResults");

    public static async Task<Chromium> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("POST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = s_arguments,
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>Walks a journey in a fresh profile; it ends well only if the browser had nothing to complain of.</summary>
    /// <param name="address">The site.</param>
    /// <param name="steps">The journey.</param>
    /// <param name="script">Whether the browser runs scripts.</param>
    /// <param name="session">A session to go on with, as <see cref="Visit.SessionAsync"/> gave it.</param>
    /// <param name="journey">Names the picture of a failure.</param>
    /// <param name="step">Names the picture of a failure.</param>
    public async Task VisitAsync(
        Uri address, Func<Visit, Task> steps, bool script = true, string? session = null,
        [CallerFilePath] string journey = "", [CallerMemberName] string step = "")
    {
        await using var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.AbsoluteUri,
            JavaScriptEnabled = script,
            StorageState = session,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        if (script) await context.AddInitScriptAsync(TellOfViolations);
        var visit = new Visit(await context.NewPageAsync());
        try
        {
            await steps(visit);
            visit.AssertQuiet();
        }
        catch (Exception failure)
        {
            await PictureAsync(visit.Page, Path.Combine(Results, "failed", $"{Path.GetFileNameWithoutExtension(journey)}.{step}.png"));
            throw new JourneyFailedException(visit, failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    // A page that hangs must not hide why the journey failed.
    private static async Task PictureAsync(IPage page, string path)
    {
        try
        {
            await page.ScreenshotAsync(new() { Path = path, FullPage = true, Timeout = 5_000 });
        }
        catch (Exception failure) when (failure is PlaywrightException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"No picture: {failure.Message}");
        }
    }
}

/// <summary>Where a journey stood when it failed, and what the browser had complained of by then.</summary>
internal sealed class JourneyFailedException(Visit visit, Exception failure)
    : Exception($"{failure.Message}\nAt {visit.Page.Url}\n{string.Join('\n', visit.Complaints)}", failure);
