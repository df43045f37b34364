using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Post.PublicDatabase.Site;

/// <summary>Sends pages and data with a strong tag; whoever holds the same bytes is told so and gets none.</summary>
internal static class PublicAnswers
{
    public const string Html = "text/html; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";
    public const string Csv = "text/csv; charset=utf-8; header=present";

    // Kept by anyone, but asked about each time: a withdrawal must be seen on the next request.
    private const string Caching = "no-cache";

    /// <summary>Renders a component, document and all, with the view as its only parameter.</summary>
    public static async Task PageAsync<TPage>(HttpContext context, object? view, int status = StatusCodes.Status200OK, string? tag = null)
        where TPage : IComponent
    {
        if (tag is not null && IsHeld(context, tag)) return;
        var page = await RenderAsync<TPage>(context.RequestServices, view);
        context.Response.StatusCode = status;
        await BytesAsync(context, page, Html, tag);
    }

    public static async Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType, string? tag = null)
    {
        context.Response.Headers.CacheControl = Caching;
        if (context.Response.StatusCode == StatusCodes.Status200OK && IsHeld(context, tag ?? Tags.OfContent(body.Span))) return;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Sets tag and caching, and answers 304 where nothing else is needed.</summary>
    public static bool IsHeld(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = Caching;
        if (!Tags.Holds(context.Request, tag)) return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static async Task<ReadOnlyMemory<byte>> RenderAsync<TPage>(IServiceProvider services, object? view) where TPage : IComponent
    {
        var parameters = view is null
            ? ParameterView.Empty
            : ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view });
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TPage>(parameters);
            var page = new Utf8Page();
            root.WriteHtmlTo(page);
            return page.Written;
        });
    }
}
