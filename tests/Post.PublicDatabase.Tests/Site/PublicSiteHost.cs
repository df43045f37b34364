using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Post.Commission.Contracts;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.ShowLogSeal;
using Post.PublicDatabase.Site;
using Post.PublicDatabase.Snapshot;

namespace Post.PublicDatabase.Tests.Site;

/// <summary>The public site alone on a port of its own, over a publication made from objects.</summary>
public sealed class PublicSiteHost : IAsyncLifetime
{
    private static readonly HtmlParser s_html = new();
    private readonly FixedPublication _publication = new();
    private readonly FixedPages _pages = new();
    private WebApplication? _app;

    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    internal PublishedSnapshot? Snapshot
    {
        set => _publication.Snapshot = value;
    }

    /// <summary>Official pages on record; none unless a test says so.</summary>
    internal OfficialPages Pages
    {
        set => _pages.Pages = value;
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["AllowedHosts"] = "*";
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        PublicSite.AddServices(builder.Services);
        AddRequests(builder.Services);
        _app = builder.Build();
        PublicSite.MapEndpoints(_app);
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    public async Task<IDocument> PageAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative));
        return s_html.ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    public Task<string> TextAsync(string address) => Client.GetStringAsync(new Uri(address, UriKind.Relative));

    public async Task<HttpResponseMessage> GetAsync(string address, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await Client.SendAsync(request);
    }

    private void AddRequests(IServiceCollection services)
    {
        services.AddSingleton<IPublishedSnapshots>(_publication).AddSingleton<IRegulationPages>(_pages);
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<CurrentCaller>().AddScoped<ServiceFactory>(p => p.GetService!).AddScoped<IMediator, Mediator>();
        services.AddSingleton<ICallerSource>(new AnonymousCaller()).AddScoped<IDispatcher, Dispatcher>();
        foreach (var handler in typeof(PublicSite).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false }))
        {
            foreach (var service in handler.GetInterfaces().Where(IsHandler)) services.AddScoped(service, handler);
        }

        services.AddScoped<IRequestHandler<ShowLogSealQuery, Result<LogSealView>>, OneSeal>();
    }

    private static bool IsHandler(Type service) =>
        service.IsGenericType && service.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);

    private sealed class AnonymousCaller : ICallerSource
    {
        public ValueTask<Caller> CurrentAsync() => ValueTask.FromResult(Caller.Anonymous);
    }

    private sealed class OneSeal : IRequestHandler<ShowLogSealQuery, Result<LogSealView>>
    {
        public Task<Result<LogSealView>> Handle(ShowLogSealQuery query, CancellationToken ct) => Task.FromResult<Result<LogSealView>>(
            new LogSealView([new LogSeal(new DateOnly(2026, 6, 1), 5, "post.test/log\n5\nrzQ=\n")]));
    }

    private sealed class FixedPages : IRegulationPages
    {
        public OfficialPages Pages { get; set; } = OfficialPages.Empty;

        public Task<OfficialPages> CurrentAsync(CancellationToken ct) => Task.FromResult(Pages);
    }

    private sealed class FixedPublication : IPublishedSnapshots
    {
        public PublishedSnapshot? Snapshot { get; set; }

        public ValueTask<PublishedSnapshot> CurrentAsync(CancellationToken ct = default) => Snapshot is { } snapshot
            ? ValueTask.FromResult(snapshot)
            : throw new SnapshotUnavailableException(new TimeoutException());
    }
}
