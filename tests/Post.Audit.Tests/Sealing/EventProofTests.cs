using Post.Sealer.Sealing;

namespace Post.Audit.Tests.Sealing;

/// <summary>One event can be handed to a court with the proof that it is in the log, and with nothing else of the log.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class EventProofTests
{
    [Fact]
    public async Task SealedEvent_IsProvedByTheKeyAlone()
    {
        await using var log = await SealedLog.OfAsync(300, 7);
        await using var connection = SealedLog.Connect(log.Database.Sealer);
        await connection.OpenAsync();
        foreach (var index in new[] { 0L, 255, 256, 306 })
        {
            var id = await log.EventAtAsync(index);
            var leaf = await log.AskAsync<byte[]>($"select leaf_hash from audit.event where id = '{id}'");

            var proof = (await EventProof.WriteAsync(connection, id, CancellationToken.None))!;

            Assert.StartsWith($"c2sp.org/tlog-proof@v1\nindex {index}\n", proof, StringComparison.Ordinal);
            Assert.True(EventProof.Holds(proof, leaf, log.Key.Verifier));
            Assert.False(EventProof.Holds(proof, new byte[32], log.Key.Verifier));
            Assert.False(EventProof.Holds(proof.Replace("\n307\n", "\n308\n", StringComparison.Ordinal), leaf, log.Key.Verifier));
        }
    }

    [Fact]
    public async Task EventThatIsNotSealed_HasNoProof()
    {
        await using var log = await SealedLog.OfAsync(2);
        var waiting = (await log.AppendAsync(1))[0].Id;
        await using var connection = SealedLog.Connect(log.Database.Sealer);
        await connection.OpenAsync();

        Assert.Null(await EventProof.WriteAsync(connection, waiting, CancellationToken.None));
    }

    [Fact]
    public async Task LeafThatWasAltered_IsNotProved()
    {
        await using var log = await SealedLog.OfAsync(5);
        await log.TamperAsync("update audit.leaf set leaf_hash = sha256('x') where idx = 2");
        await using var connection = SealedLog.Connect(log.Database.Sealer);
        await connection.OpenAsync();

        await Assert.ThrowsAsync<LogBrokenException>(async () => await EventProof.WriteAsync(connection, await log.EventAtAsync(3), CancellationToken.None));
    }
}
