using Post.PublicDatabase.Features.PublishLogSeal;
using Post.PublicDatabase.Features.ShowLogSeal;
using Post.Testing;

namespace Post.PublicDatabase.Tests.Publishing;

/// <summary>One checkpoint a day goes to the public, and stays what it was.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class PublishLogSealTests(ModuleHost host) : IClassFixture<ModuleHost>
{
    [Fact]
    public async Task EachDay_ShowsTheFirstCheckpointAndNeverAnother()
    {
        await PublishAsync();
        Assert.Null((await ShowAsync()).Latest);

        await SignAsync(5);
        await PublishAsync();
        await SignAsync(9);
        await PublishAsync();
        var first = (await ShowAsync()).Latest!;
        Assert.Equal((5, new DateOnly(2026, 6, 10), "rzQ="), (first.Size, first.Day, first.Root));

        host.Clock.Advance(TimeSpan.FromDays(1));
        await PublishAsync();
        Assert.Equal([9, 5], (await ShowAsync()).Days.Select(d => d.Size));
    }

    private async Task PublishAsync() => Assert.False((await host.Send(new PublishLogSealCommand())).Refused);

    private async Task<LogSealView> ShowAsync() => (await host.Send(new ShowLogSealQuery())).Value;

    private Task SignAsync(long size) => host.ExecuteAsync(
        "insert into audit.checkpoint (size, root, note) values ($1, sha256('root'), $2)",
        size, $"post.test/log\n{size}\nrzQ=\n\n— post.test/log AAAAAAA=\n");
}
