using Microsoft.Playwright;
using Post.Kernel.Access;

namespace Post.EndToEnd.Tests.Running;

/// <summary>One visitor with one page, and everything the browser complained of on the way.</summary>
internal sealed class Visit
{
    private readonly List<string> _complaints = [];
    private readonly List<IRequest> _requests = [];
    private readonly HashSet<string> _expected = [];

    public Visit(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message.Location)) Complain($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Complain($"script: {error}");
        page.Request += (_, request) =>
        {
            lock (_requests) _requests.Add(request);
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400 && !_expected.Contains(new Uri(answer.Url).AbsolutePath)) Complain($"{answer.Status}: {answer.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Everything the pages asked for so far.</summary>
    public IReadOnlyList<IRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    /// <summary>What the browser complained of so far.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints) return [.. _complaints];
        }
    }

    /// <summary>Says that a refusal of this address is part of the journey.</summary>
    public void Expect(string path) => _expected.Add(path);

    /// <summary>Opens a page and gives back its answer, which must be as expected.</summary>
    public async Task<IResponse> OpenAsync(string address, int status = 200)
    {
        if (status >= 400) Expect(address.Split('?')[0]);
        var answer = await Page.GotoAsync(address);
        Assert.Equal(status, answer!.Status);
        return answer;
    }

    public Task<IResponse?> ReloadAsync() => Page.ReloadAsync();

    public async Task SignInAsAsync(string role, string? wish = null)
    {
        await OpenAsync($"/sign-in/as?returnUrl={wish}");
        await Page.Locator($"button[name=role][value={role}]").ClickAsync();
        await Assertions.Expect(Page.Locator("h1").First).ToBeVisibleAsync();
    }

    /// <summary>Signs in as a role of the staff and says what the work is, on the page that asks for it.</summary>
    public async Task WorkAsAsync(string role, string purpose)
    {
        await SignInAsAsync(role, "/staff/purpose");
        await Page.Locator($"main button[name=pick][value={purpose}]").ClickAsync();
        await Assertions.Expect(Page.Locator(".purpose-now")).ToBeVisibleAsync();
    }

    public Task WorkAsCertificationStaffAsync() => WorkAsAsync(Roles.CertStaff, "certification");

    /// <summary>Says that the work is in a matter, on the page that asks for it.</summary>
    public async Task WorkInMatterAsync(string purpose, string matter)
    {
        await OpenAsync("/staff/purpose");
        await Page.Locator("#page-purpose").SelectOptionAsync(purpose);
        await Page.Locator("#page-matter").SelectOptionAsync(matter);
        await Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Work on this" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".purpose-now")).ToContainTextAsync(matter);
    }

    /// <summary>The session of this visitor, for another visit to go on with.</summary>
    public Task<string> SessionAsync() => Page.Context.StorageStateAsync();

    public ILocator Menu(string title) =>
        Page.Locator(".side-links").GetByRole(AriaRole.Link, new() { Name = title, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Nothing of what the browser complained of was expected by the journey.</summary>
    public void AssertQuiet() => Assert.Empty(Complaints);

    private bool IsExpected(string location) => _expected.Any(e => location.Contains(e, StringComparison.Ordinal));

    private void Complain(string what)
    {
        lock (_complaints) _complaints.Add(what);
    }
}
