using System.Net;

namespace Post.App.Tests;

[Trait("Clause", "8.07(4)")]
public sealed class LockOutTests(AppHost host) : IClassFixture<AppHost>
{
    [Theory]
    [InlineData(4, null)]
    [InlineData(5, 15)]
    [InlineData(6, 15)]
    [InlineData(7, 60)]
    [InlineData(9, 240)]
    [InlineData(12, 1440)]
    public async Task Wait_GrowsWithTheTriesInARow(int tries, int? minutes)
    {
        var name = $"waits-{tries}";
        var account = await host.AddAccountAsync(name);
        using var browser = host.Browse();
        for (var i = 1; i < tries; i++) await host.ExecuteAsync("update identity.account set access_failed_count = access_failed_count + 1 where id = $1", account);

        var wrong = await browser.SignInAsync(name, "not the phrase at all");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(minutes ?? -1, await host.ScalarAsync<int>(
            "select coalesce(round(extract(epoch from lockout_end - $2) / 60), -1)::int from identity.account where id = $1",
            account, host.Clock.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task RuleOfAnotherDay_DecidesFromThatDay()
    {
        var account = await host.AddAccountAsync("olga");
        await host.ExecuteAsync("update identity.lockout_rule set valid_to = '2026-01-01' where failures = 5");
        await host.ExecuteAsync("update identity.account set access_failed_count = 4 where id = $1", account);
        try
        {
            await host.Browse().SignInAsync("olga", "not the phrase at all");
        }
        finally
        {
            await host.ExecuteAsync("update identity.lockout_rule set valid_to = null");
        }

        Assert.True(await host.ScalarAsync<bool>("select lockout_end is null from identity.account where id = $1", account));
    }

    [Fact]
    public async Task SignInAfterRefusedTries_TellsThePersonOfThem()
    {
        await host.AddAccountAsync("pola");
        await host.Browse().SignInAsync("pola");
        host.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 3; i++) await host.Browse().SignInAsync("pola", "not the phrase at all");
        using var browser = host.Browse();
        await browser.SignInAsync("pola");

        var person = (await browser.OpenAsync("/staff")).QuerySelector(".side-person")!;

        Assert.Contains("Last sign-in", person.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 refused tries since", person.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", await SecondSignInAsync(), StringComparison.Ordinal);
    }

    private async Task<string> SecondSignInAsync()
    {
        using var browser = host.Browse();
        await browser.SignInAsync("pola");
        return (await browser.OpenAsync("/staff")).QuerySelector(".side-person")!.TextContent;
    }
}
