using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Post.App.Tests;

/// <summary>A browser without script: it keeps cookies, follows what a test tells it to, and sends forms with their token.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClientHandler _handler;
    private readonly HttpClient _http;

    public Browser(Uri address)
    {
        _handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        _http = new HttpClient(_handler) { BaseAddress = address };
        Address = address;
    }

    public Uri Address { get; }

    public CookieContainer Cookies => _handler.CookieContainer;

    /// <summary>As if something in front of the host had ended TLS, and told it so under the host's public name.</summary>
    public Browser ByHttps()
    {
        _http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        _http.DefaultRequestHeaders.Host = "post.example";
        return this;
    }

    /// <summary>Says of itself what a program says: its name and platform.</summary>
    public Browser By(string userAgent)
    {
        _http.DefaultRequestHeaders.Add("User-Agent", userAgent);
        return this;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public async Task<IHtmlDocument> OpenAsync(string path) => await ReadAsync(await GetAsync(path));

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    /// <summary>Sends the form of a page that goes to an address, with the token that the page holds.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var document = await OpenAsync(page);
        var form = document.Forms.First(f => f.GetAttribute("action") == action);
        var values = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")
            .ToDictionary(i => i.Name!, i => i.Value);
        foreach (var (name, value) in fields) values[name] = value;
        return await PostAsync(action, values);
    }

    /// <summary>Sends a page's own form by its name, with what stands in its hidden fields.</summary>
    public async Task<HttpResponseMessage> SendFormAsync(string page, string name, params (string Name, string Value)[] fields)
    {
        var document = await OpenAsync(page);
        var hidden = document.Forms.Select(f => f.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(i => i.Name!, i => i.Value));
        var values = hidden.Single(h => h.GetValueOrDefault("_handler") == name);
        foreach (var (field, value) in fields) values[field] = value;
        return await PostAsync(page, values);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> values)
    {
        using var content = new FormUrlEncodedContent(values);
        return await _http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public Task<HttpResponseMessage> SignInAsync(string userName, string password = AppHost.Password, string page = "/sign-in") =>
        SubmitAsync(page, "/sign-in", ("userName", userName), ("password", password));

    public async Task<Browser> SignedInAsAsync(string role)
    {
        var entered = await SubmitAsync("/sign-in/as", "/sign-in/as", ("role", role));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return this;
    }

    public Task<HttpResponseMessage> ChoosePurposeAsync(string code, string page = "/staff", string matter = "", string words = "") =>
        SubmitAsync(page, "/staff/purpose/choose", ("purpose", code), ("matter", matter), ("words", words));

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }
}
