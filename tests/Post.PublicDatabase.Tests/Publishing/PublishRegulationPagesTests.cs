using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Requests;
using Post.Kernel.Time;
using Post.PublicDatabase.Features.PublishRegulationPages;
using Post.PublicDatabase.Site;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>The copies of the official pages say what the register says, through the last day on which each is linked.</summary>
[Trait("Clause", "OV-01")]
public sealed class PublishRegulationPagesTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    private const string Page = "https://www.mass.gov/regulations/555-CMR-600-synthetic";

    [Fact]
    public async Task Copies_FollowTheRegister_AndTheDay()
    {
        // What the schema scripts know is there before anybody publishes.
        Assert.NotNull(await AddressAsync("12.05(1)"));
        Assert.Null(await AddressAsync("6.07"));

        await host.ExecuteAsync("update commission.regulation_title set address = $1, address_source = 'Synthetic' where regulation = '555 CMR 6.00'", Page);
        await host.ExecuteAsync("update commission.regulation_title set in_force_until = $1 where regulation = '555 CMR 12.00'", host.Clock.Today());
        for (var times = 0; times < 2; times++) Assert.Null((await host.Send(new PublishRegulationPagesCommand())).Refusal);
        Assert.Equal(Page, await AddressAsync("6.07"));
        Assert.NotNull(await AddressAsync("12.05(1)"));

        // Nobody published since, and yet its last day is over.
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await AddressAsync("12.05(1)"));
        Assert.Equal(Page, await AddressAsync("6.07"));

        await host.ExecuteAsync("update commission.regulation_title set address = null, address_source = null where regulation = '555 CMR 6.00'");
        Assert.Null((await host.Send(new PublishRegulationPagesCommand())).Refusal);
        Assert.Null(await AddressAsync("6.07"));
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from published.regulation_page"));
    }

    [Fact]
    public async Task PublishedTwiceAtOnce_NothingIsDoubledOrLost()
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Send(new PublishRegulationPagesCommand())));

        Assert.All(sent, s => Assert.Null(s.Refusal));
        Assert.Equal(
            await host.ScalarAsync<long>("select count(*) from commission.regulation_title where superseded_at is null and address is not null and (in_force_until is null or in_force_until >= $1)", host.Clock.Today()),
            await host.ScalarAsync<long>("select count(*) from published.regulation_page"));
    }

    [Fact]
    public async Task NoPersonPublishes() =>
        Assert.IsType<NotAllowed>((await host.Send(new PublishRegulationPagesCommand(), People.With(Roles.ExecutiveDirector, host.Clock))).Refusal);

    private async Task<string?> AddressAsync(string clause) =>
        (await host.Services.GetRequiredService<IRegulationPages>().CurrentAsync(default)).AddressOf(clause);
}
