using Post.Verifier.Checks;

namespace Post.Audit.Tests.Tampering;

/// <summary>A superuser makes events disappear.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class RemovedEventTests
{
    [Fact]
    public async Task DeletedBeforeItWasSealed_LeavesAHoleInItsProducersCount()
    {
        await using var log = await SealedLog.OfAsync(3);
        var taken = (await log.AppendAsync(4))[1].Id;

        await DeleteAsync(log, taken);
        await log.SealAsync();

        // Places 0 to 2 were sealed, 3 is the event before the hole, 4 the one behind it.
        Found.At(await log.VerifyAsync(), TamperClass.SequenceGap, 4);
    }

    [Fact]
    public async Task DeletedAfterItWasSealed_NamesItsPlace()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await DeleteAsync(log, await log.EventAtAsync(2));

        Found.At(await log.VerifyAsync(), TamperClass.EventMissing, 2);
    }

    [Fact]
    public async Task DeletedWithItsLeaf_NamesItsPlace()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await DeleteAsync(log, await log.EventAtAsync(2));
        await log.TamperAsync("delete from audit.leaf where idx = 2");

        Found.At(await log.VerifyAsync(), TamperClass.LeafMissing, 2);
    }

    [Fact]
    public async Task LeafDeleted_NamesItsPlace()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync("delete from audit.leaf where idx = 4");

        Found.At(await log.VerifyAsync(), TamperClass.LeafMissing, 4);
    }

    [Fact]
    public async Task DeletedAndTheRestRenumbered_NamesTheFirstPlaceNoSignatureCovers()
    {
        await using var log = await SealedLog.OfAsync(2, 1, 3);

        await DeleteAsync(log, await log.EventAtAsync(2));
        await log.TamperAsync("delete from audit.leaf where idx = 2");
        for (var i = 3; i < 6; i++) await log.TamperAsync($"update audit.leaf set idx = idx - 1 where idx = {i}");

        Found.At(await log.VerifyAsync(), TamperClass.TreeMismatch, 2);
    }

    [Fact]
    public async Task TailCutOffWithItsCheckpoints_IsSeenByTheWitness()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync("delete from audit.checkpoint where size > 3; delete from audit.leaf where idx >= 3");
        foreach (var e in log.Appended.Skip(3)) await DeleteAsync(log, e.Id);

        Found.At(await log.VerifyAsync(), TamperClass.TailMissing, 3);
        // Why a witness is needed: the log agrees with itself.
        Found.Nothing(await log.VerifyAsync(witness: false));
    }

    [Fact]
    public async Task LeavesCutOffUnderTheirCheckpoint_NamesTheFirstPlaceMissing()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync("delete from audit.leaf where idx >= 4");

        Found.At(await log.VerifyAsync(witness: false), TamperClass.TailMissing, 4);
    }

    [Fact]
    public async Task OlderBackupRestored_IsSeenByTheWitness()
    {
        await using var log = await SealedLog.OfAsync(3);
        await using var backup = await log.Database.CloneAsync();
        await log.AppendAsync(3);
        await log.SealAsync();

        Found.At(await log.VerifyAsync(backup), TamperClass.TailMissing, 3);
        Found.Nothing(await log.VerifyAsync(backup, witness: false));
    }

    [Fact]
    public async Task OlderBackupRestoredAndGoneOnWith_IsAnotherHistory()
    {
        await using var log = await SealedLog.OfAsync(3);
        await using var backup = await log.Database.CloneAsync();
        await log.AppendAsync(3);
        await log.SealAsync();

        await Forgery.GoOnAsync(log, backup, 5);

        Found.At(await log.VerifyAsync(backup), TamperClass.HistoryRewritten, 3);
        Found.Nothing(await log.VerifyAsync(backup, witness: false));
    }

    private static Task DeleteAsync(SealedLog log, Guid id) => log.TamperAsync(
        $"delete from audit.payload where event_id = '{id}'; delete from audit.event where id = '{id}'");
}
