using Post.Testing;
using Xunit.Abstractions;

namespace Post.Audit.Tests.Endurance;

/// <summary>PostgreSQL is killed under load, again and again: nothing that was acknowledged is lost.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ServerKilledTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Slow")]
    public Task KilledTwice_NothingAcknowledgedIsLost() => KilledAsync(rounds: 2);

    [Fact]
    [Trait("Category", "Soak")]
    public Task KilledAHundredTimes_NothingAcknowledgedIsLost() => KilledAsync(rounds: 100);

    private async Task KilledAsync(int rounds)
    {
        await using var cluster = await OwnCluster.StartAsync();
        await using var load = await WriteLoad.BeginAsync(cluster);
        var dice = new Random(unchecked((int)Draws.NextSeed()));
        for (var round = 0; round < rounds; round++)
        {
            await load.MoreAsync(200);
            await Task.Delay(dice.Next(300));
            cluster.Kill();
            await cluster.RestartAsync();
        }

        await load.MoreAsync(100);
        await load.EndAsync();

        await AfterTheFall.AssertWholeAsync(cluster, load);
        output.WriteLine($"{rounds} kills: {load.Acknowledged.Count} acknowledged, {load.Refused} refused, 0 lost");
    }
}
