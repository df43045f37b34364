using Post.Verifier.Checks;

namespace Post.Audit.Tests.Tampering;

/// <summary>A superuser works on the order of events, or on the hashes over them.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ChangedTreeTests
{
    private const string Contents = "event_id = o.event_id, at_db = o.at_db, tx = o.tx, leaf_hash = o.leaf_hash";

    [Fact]
    public async Task LeafHashChanged_NamesTheLeaf()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync("update audit.leaf set leaf_hash = sha256('x') where idx = 4");

        Found.At(await log.VerifyAsync(), TamperClass.LeafChanged, 4);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 5)]
    [InlineData(0, 4)]
    public async Task TwoLeavesSwapped_NamesTheFirst(int one, int other)
    {
        await using var log = await SealedLog.OfAsync(6);

        await log.TamperAsync($"""
            alter table audit.leaf add column old_idx bigint;
            update audit.leaf set old_idx = idx;
            drop index audit.ix_leaf_event;
            update audit.leaf l set {Contents} from audit.leaf o
              where (l.idx = {one} and o.old_idx = {other}) or (l.idx = {other} and o.old_idx = {one});
            alter table audit.leaf drop column old_idx
            """);

        Found.At(await log.VerifyAsync(), TamperClass.OrderChanged, one);
    }

    [Fact]
    public async Task LeafRepeatedAtTheEnd_NamesTheRepetition()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync("""
            drop index audit.ix_leaf_event;
            insert into audit.leaf select 6, event_id, at_db, tx, leaf_hash from audit.leaf where idx = 2
            """);

        Found.At(await log.VerifyAsync(), TamperClass.LeafDuplicate, 6);
    }

    [Fact]
    public async Task LeafOfAForgedEventWithoutASignature_NamesTheLeaf()
    {
        await using var log = await SealedLog.OfAsync(3);
        await log.AppendAsync(1);

        await log.TamperAsync("insert into audit.leaf select 3, id, at_db, tx, leaf_hash from audit.event e where not exists (select from audit.leaf where event_id = e.id)");

        Found.At(await log.VerifyAsync(), TamperClass.LeafUnsigned, 3);
    }

    [Fact]
    public async Task ForgedEventPutIntoThePast_NamesWhereItWasPut()
    {
        await using var log = await SealedLog.OfAsync(4);
        await log.AppendAsync(1);

        await log.TamperAsync("""
            update audit.event set tx = (select tx from audit.leaf where idx = 1), id = 'ffffffff-ffff-7fff-bfff-ffffffffffff'
            where id not in (select event_id from audit.leaf)
            """);

        Found.At(await log.VerifyAsync(), TamperClass.EventInserted, 2);
    }

    [Fact]
    public async Task ForgedEventUnderAUsedNumber_NamesIt()
    {
        await using var log = await SealedLog.OfAsync(4);
        await using (var connection = SealedLog.Connect(log.Database.App))
        {
            await connection.OpenAsync();
            var forged = log.Appended[1] with { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) };
            await AuditStore.AppendAsync(connection, [forged], CancellationToken.None);
        }

        await log.SealAsync();

        Found.At(await log.VerifyAsync(), TamperClass.SequenceDuplicate, 4);
    }

    [Fact]
    public async Task EventNeverSealed_IsNamed()
    {
        await using var log = await SealedLog.OfAsync(2);
        await log.AppendAsync(1);

        Found.At(await log.VerifyAsync(), TamperClass.EventUnsealed, null);
    }

    [Fact]
    public async Task TileChanged_NamesTheFirstLeafUnderIt()
    {
        await using var log = await SealedLog.OfAsync(300);
        Found.Nothing(await log.VerifyAsync());

        await log.TamperAsync("update audit.tile set hashes = overlay(hashes placing sha256('x') from 1 + 32 * 77 for 32) where level = 0 and idx = 0");

        Found.At(await log.VerifyAsync(), TamperClass.TileChanged, 77);
    }

    [Fact]
    public async Task TileDeleted_NamesTheFirstLeafUnderIt()
    {
        await using var log = await SealedLog.OfAsync(520);

        await log.TamperAsync("delete from audit.tile where level = 0 and idx = 1");

        Found.At(await log.VerifyAsync(), TamperClass.TileChanged, 256);
    }
}
