using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Sealer.Witness;
using Post.Verifier;
using Post.Verifier.Checks;
using Post.Verifier.Sources;

namespace Post.Audit.Tests.Tampering;

/// <summary>Somebody signs, or says who may.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ForgedCheckpointTests
{
    [Fact]
    public async Task SignedByAnotherKey_NamesTheFirstPlaceNoSignatureCovers()
    {
        await using var log = await SealedLog.OfAsync(2, 2, 2);
        using var other = NewKey(log, "other.pem");

        await Forgery.RewriteEventAsync(log, 2, e => e with { Outcome = AuditOutcome.Ok });
        await log.TamperAsync("update audit.leaf l set leaf_hash = e.leaf_hash from audit.event e where e.id = l.event_id");
        await Forgery.RecomputeCheckpointsAsync(log, other);

        Found.At(await log.VerifyAsync(), TamperClass.CheckpointForged, 2);
    }

    [Theory]
    [InlineData("update audit.checkpoint set size = 3 where size = 4")]
    [InlineData("update audit.checkpoint set root = sha256('x') where size = 4")]
    [InlineData("update audit.checkpoint set note = replace(note, 'post.test/log', 'post.test/log2') where size = 4")]
    [InlineData("update audit.checkpoint set note = 'none' where size = 4")]
    public async Task CheckpointEdited_NamesTheFirstPlaceItCovered(string sql)
    {
        await using var log = await SealedLog.OfAsync(2, 2, 2);

        await log.TamperAsync(sql);

        Found.At(await log.VerifyAsync(), TamperClass.CheckpointForged, 2);
    }

    [Fact]
    public async Task CheckpointsDeleted_LeavesUnsignedLeaves()
    {
        await using var log = await SealedLog.OfAsync(2, 2);

        await log.TamperAsync("delete from audit.checkpoint where size = 4");

        Found.At(await log.VerifyAsync(), TamperClass.LeafUnsigned, 2);
    }

    // The whole history signed anew by a thief's key is sound in itself: only who knew the key before can tell.
    [Fact]
    public async Task KeyHistoryReplaced_IsSeenByTheWitnessAndByWhoNotedTheKey()
    {
        await using var log = await SealedLog.OfAsync(2, 2);
        using var other = NewKey(log, "other.pem");
        var first = new KeyHistory(SealedLog.Origin).Introduce(other.Verifier, 0, other);

        await log.TamperAsync($"update audit.sealing_key set note = '{first}'");
        await log.TamperAsync("update audit.leaf set leaf_hash = sha256('x') where idx = 3");
        await log.TamperAsync("update audit.event set leaf_hash = sha256('x') where id = (select event_id from audit.leaf where idx = 3)");
        await ResignAllAsync(log, other);

        Found.At(await log.VerifyAsync(), TamperClass.KeyHistory, 0);
        await using var source = await DatabaseSource.OpenAsync(log.Database.Verifier, CancellationToken.None);
        var noted = await Verification.RunAsync(source, log.Options(witness: false) with { FirstKey = log.Key.Verifier.Line }, CancellationToken.None);
        Found.At(noted, TamperClass.KeyHistory, 0);
    }

    [Fact]
    public async Task KeyAddedThatNobodyVouchedFor_NamesFromWhereTheLastGoodKeySigns()
    {
        await using var log = await SealedLog.OfAsync(2);
        using var other = NewKey(log, "other.pem");
        var history = KeyHistory.Read(SealedLog.Origin, [await log.AskAsync<string>("select note from audit.sealing_key")])!;

        await log.TamperAsync($"insert into audit.sealing_key (ordinal, note) values (2, '{history.Introduce(other.Verifier, 2, other)}')");

        Found.At(await log.VerifyAsync(), TamperClass.KeyHistory, 0);
    }

    // Two histories under one key: the sealer's key was stolen, or the sealer itself lies.
    [Fact]
    public async Task SplitView_IsRefusedByTheWitnessAndFound()
    {
        await using var log = await SealedLog.OfAsync(3);
        await using var copy = await log.Database.CloneAsync();
        await log.AppendAsync(2);
        await log.SealAsync();
        await Forgery.GoOnAsync(log, copy, 4);

        await using var sealer = (await LogSealer.OpenAsync(copy.Sealer, SealedLog.Origin, log.Key, CancellationToken.None))!;
        var refusal = await sealer.WitnessAsync(log.Witness(), CancellationToken.None);

        Assert.Equal(WitnessRefusal.NotConsistent, refusal);
        Assert.Equal(5, log.Witness().Last!.Size);
        Assert.Contains("NotConsistent", await File.ReadAllTextAsync(Path.Combine(FileWitness.FolderOf(log.WitnessRoot, SealedLog.Origin), "refused.jsonl")), StringComparison.Ordinal);
        Found.At(await log.VerifyAsync(copy), TamperClass.HistoryRewritten, 3);
    }

    [Fact]
    public async Task KeyRotated_IsSoundBeforeAndAfter()
    {
        await using var log = await SealedLog.OfAsync(2);
        using var old = log.Key;
        log.Key = NewKey(log, "next.pem");
        await using (var connection = SealedLog.Connect(log.Database.Sealer))
        {
            await connection.OpenAsync();
            await SealingKeys.RotateAsync(new LogStore(connection), SealedLog.Origin, old, log.Key, CancellationToken.None);
        }

        await log.AppendAsync(2);
        await log.SealAsync();

        Found.Nothing(await log.VerifyAsync());
        await Assert.ThrowsAsync<KeyFileException>(() => LogSealer.OpenAsync(log.Database.Sealer, SealedLog.Origin, old, CancellationToken.None));
    }

    private static SigningKey NewKey(SealedLog log, string name)
    {
        var file = Path.Combine(log.Folder, name);
        SigningKey.Generate(file);
        return SigningKey.Load(file, SealedLog.Origin);
    }

    private static async Task ResignAllAsync(SealedLog log, SigningKey key)
    {
        await Forgery.RecomputeCheckpointsAsync(log, key);
        var notes = await log.AskAsync<string[]>("select array_agg(note order by size) from audit.checkpoint");
        foreach (var text in notes.Select(n => SignedNote.Parse(n)!.Text))
        {
            var size = Checkpoint.Parse(text)!.Size;
            await log.TamperAsync($"update audit.checkpoint set note = '{key.Sign(text)}' where size = {size}");
        }
    }
}
