using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Post.App.Identity;
using Post.Kernel.Access;
using Post.Kernel.Documents;

namespace Post.App.Tests;

/// <summary>The host with one officer's file, and documents of at most eight megabytes.</summary>
public sealed class DocumentsAppHost : AppHost, IAsyncLifetime
{
    public const string TokenField = "__RequestVerificationToken";
    public const int MaxBytes = 8 * 1024 * 1024;

    public Guid Officer { get; } = Guid.NewGuid();

    public string List => $"/staff/documents?kind=officer-file&of={Officer}";

    public string Folder => Services.GetRequiredService<DocumentStore>().Folder;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DemoAccounts.EnsureAsync(Services);
        await ExecuteAsync("insert into certification.person (id, officer_number, created_at) values ($1, '3229-9900', now())", Officer);
    }

    protected override void Arrange(IServiceCollection services)
    {
        base.Arrange(services);
        var settings = (DocumentSettings)services.Single(s => s.ServiceType == typeof(DocumentSettings)).ImplementationInstance!;
        services.AddSingleton(settings with { MaxBytes = MaxBytes });
    }

    public async Task<Browser> AtWorkAsync(string role = Roles.CertStaff, string purpose = "certification")
    {
        var browser = await Browse().SignedInAsAsync(role);
        await browser.ChoosePurposeAsync(purpose);
        return browser;
    }

    /// <summary>Sends the list's own form with a file, as a browser would.</summary>
    public async Task<HttpResponseMessage> UploadAsync(Browser browser, byte[] bytes, string name, bool withToken = true)
    {
        var page = await browser.OpenAsync(List);
        using var form = new MultipartFormDataContent();
        if (withToken) form.Add(new StringContent(TokenOf(page)), TokenField);
        form.Add(new StringContent("officer-file"), "kind");
        form.Add(new StringContent($"{Officer}"), "of");
        form.Add(new StringContent("Harbor City Police Department"), "from");
        form.Add(new StringContent("Personal"), "class");
        form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-lies") } }, "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, DocumentEndpoints.Receive) { Content = form };
        return await browser.SendAsync(request);
    }

    /// <summary>Any form of a page has the token.</summary>
    public static string TokenOf(IHtmlDocument page) => page.QuerySelector<IHtmlInputElement>($"input[name={TokenField}]")!.Value;

    public async Task<string> PageOfAsync(string name) =>
        $"/staff/documents/{await ScalarAsync<Guid>("select id from kernel.document where name_as_sent = $1", name)}";
}

/// <summary>Documents over the wire, in and out.</summary>
public sealed class DocumentTransferTests(DocumentsAppHost host) : IClassFixture<DocumentsAppHost>
{
    private const string Text = "<script>alert('shown as text')</script> said the note.\n";

    private static readonly byte[] s_pdf =
    [
        .. "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"u8,
        .. "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n110\n%%EOF\n"u8,
    ];

    [Fact]
    [Trait("Clause", "12.03(2) Maintain")]
    public async Task UploadedDocument_IsShownOnceByteForByte()
    {
        using var browser = await host.AtWorkAsync();

        var sent = await host.UploadAsync(browser, s_pdf, "statement.pdf");

        Assert.EndsWith("&told=received", sent.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var list = await browser.OpenAsync(sent.Headers.Location.OriginalString);
        Assert.Contains("statement.pdf", list.QuerySelector("table.records")!.TextContent, StringComparison.Ordinal);
        var page = await browser.OpenAsync(await host.PageOfAsync("statement.pdf"));
        var address = page.QuerySelector("iframe")!.GetAttribute("src")!;
        var content = await browser.GetAsync(address);
        Assert.StartsWith("sandbox; default-src 'none'", content.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, content.StatusCode);
        Assert.Equal(s_pdf, await content.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", content.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline; filename=statement.pdf; filename*=UTF-8''statement.pdf", content.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("no-store", content.Headers.CacheControl!.ToString());
        Assert.Equal("SAMEORIGIN", content.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task TextWithMarkup_IsShownAsTextInASandbox()
    {
        using var browser = await host.AtWorkAsync();
        await host.UploadAsync(browser, Encoding.UTF8.GetBytes("Note: " + Text), "note.html");

        var page = await browser.OpenAsync(await host.PageOfAsync("note.html"));
        var content = await browser.GetAsync(page.QuerySelector("iframe")!.GetAttribute("src")!);

        Assert.Equal("text/plain; charset=utf-8", content.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("sandbox; default-src 'none'", content.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", content.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("", page.QuerySelector("iframe")!.GetAttribute("sandbox"));
    }

    [Fact]
    public async Task Download_IsAFileNamedByItsTrueType()
    {
        using var browser = await host.AtWorkAsync();
        await host.UploadAsync(browser, s_pdf, "../../invoice\u202Efdp.exe");
        var page = await host.PageOfAsync("../../invoice\u202Efdp.exe");

        Assert.Contains("⟨U+202E⟩", (await browser.OpenAsync(page)).QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        var asked = await browser.SubmitAsync(page, DocumentEndpoints.Download);
        var file = await browser.GetAsync(asked.Headers.Location!.OriginalString);

        Assert.Equal(s_pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.StartsWith("attachment; filename=invoice_fdp.exe.pdf", file.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        Assert.StartsWith("sandbox", file.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeldDocument_HasItsReasonAndNoWayToItsBytes()
    {
        using var browser = await host.AtWorkAsync();

        var sent = await host.UploadAsync(browser, [.. "MZ"u8, .. new byte[200]], "setup.pdf");

        Assert.EndsWith("&told=held", sent.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var page = await browser.OpenAsync(await host.PageOfAsync("setup.pdf"));
        Assert.Contains("It is a program.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll($"iframe, img, form[action='{DocumentEndpoints.Download}']"));
    }

    [Fact]
    public async Task FormWithoutItsToken_IsRefusedAndLeavesNothing()
    {
        using var browser = await host.AtWorkAsync();
        var before = Files();

        var sent = await host.UploadAsync(browser, Encoding.UTF8.GetBytes("forged"), "forged.txt", withToken: false);

        Assert.Contains("told=upload-not-readable", sent.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(before, Files());
        var told = await browser.OpenAsync(sent.Headers.Location.OriginalString);
        Assert.Contains("nothing of it was kept", told.QuerySelector(".refusal")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Commissioner, "hearing")]
    [InlineData(Roles.AuditStaff, "agency-audit")]
    public async Task RoleThatOnlyReads_CannotSend(string role, string purpose)
    {
        using var browser = await host.AtWorkAsync(role, purpose);
        var before = Files();

        Assert.Empty((await browser.OpenAsync(host.List)).QuerySelectorAll($"form[action='{DocumentEndpoints.Receive}']"));
        var sent = await host.UploadAsync(browser, s_pdf, "x.pdf");

        Assert.EndsWith("told=not-allowed", sent.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task TicketInAnotherBrowser_IsRefused()
    {
        using var browser = await host.AtWorkAsync();
        using var other = await host.AtWorkAsync();
        await host.UploadAsync(browser, s_pdf, "mine.pdf");
        var address = (await browser.OpenAsync(await host.PageOfAsync("mine.pdf"))).QuerySelector("iframe")!.GetAttribute("src")!;

        var stolen = await other.GetAsync(address);

        Assert.Equal(HttpStatusCode.Forbidden, stolen.StatusCode);
        Assert.Equal("text/plain", stolen.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address)).StatusCode);
        using var stranger = host.Browse();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(address)).StatusCode);
    }

    [Fact]
    [Trait("Clause", "8.07(5)")]
    public async Task LogRefuses_NoByteLeaves()
    {
        using var browser = await host.AtWorkAsync();
        await host.UploadAsync(browser, s_pdf, "unrecorded.pdf");
        var address = (await browser.OpenAsync(await host.PageOfAsync("unrecorded.pdf"))).QuerySelector("iframe")!.GetAttribute("src")!;
        await host.ExecuteAsync("revoke insert on audit.event from post_app");
        try
        {
            var content = await browser.GetAsync(address);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, content.StatusCode);
            Assert.DoesNotContain("%PDF", await content.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await host.ExecuteAsync("grant insert on audit.event to post_app");
        }
    }

    // Each side fetches at its own addresses; where the address stands decides, before any document is asked for.
    [Theory]
    [InlineData(Roles.CertStaff, "/me")]
    [InlineData(Roles.CertStaff, "/agency")]
    [InlineData(Roles.OfficerUser, "/staff")]
    [InlineData(Roles.OfficerUser, "/agency")]
    [InlineData(Roles.AgencyLiaison, "/staff")]
    [InlineData(Roles.AgencyLiaison, "/me")]
    public async Task AnotherSidesAddresses_AreShut(string role, string side)
    {
        using var browser = await host.Browse().SignedInAsAsync(role);

        var fetched = await browser.GetAsync(DocumentEndpoints.ContentOf("a-ticket", side));
        using var form = new FormUrlEncodedContent([new("id", $"{Guid.NewGuid()}")]);
        using var asking = new HttpRequestMessage(HttpMethod.Post, DocumentEndpoints.DownloadAt(side)) { Content = form };
        var asked = await browser.SendAsync(asking);

        Assert.Equal((HttpStatusCode.Redirect, "/portal"), (fetched.StatusCode, fetched.Headers.Location!.OriginalString.Split('?')[0].Split(host.Address.Authority)[^1]));
        Assert.Equal((HttpStatusCode.Redirect, "/portal"), (asked.StatusCode, asked.Headers.Location!.OriginalString.Split('?')[0].Split(host.Address.Authority)[^1]));
    }

    [Fact]
    public async Task OperatorsPage_TellsOfTheBytesAndOfNobody()
    {
        using var staff = await host.AtWorkAsync();
        await host.UploadAsync(staff, s_pdf, "secret-name.pdf");
        using var browser = await host.Browse().SignedInAsAsync(Roles.SysAdmin);

        var page = await browser.OpenAsync("/staff/documents/integrity");

        Assert.Contains("Every content was whole", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-name", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await browser.OpenAsync(await host.PageOfAsync("secret-name.pdf"))).QuerySelector(".refusal"));
    }

    private string[] Files() => Directory.Exists(host.Folder) ? [.. Directory.GetFiles(host.Folder, "*", SearchOption.AllDirectories).Order()] : [];
}
