using Post.Verifier.Checks;

namespace Post.Audit.Tests.Tampering;

/// <summary>A superuser edits what an event says.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class ChangedEventTests
{
    public static TheoryData<string> Edits =>
    [
        "actor_id = '00000000-0000-0000-0000-0000000000ff'",
        "actor_kind = 'Vendor'",
        "roles = array['Counsel', 'CertStaff']",
        "subject_ids = subject_ids[2:2]",
        "subject_ids = '{}'",
        "purpose = 'hearing'",
        "matter = null",
        "break_glass = not break_glass",
        "action = 'officer.closed'",
        "outcome = 'Ok'",
        "row_count = row_count + 1",
        "artefact_sha256 = null",
        "at_app = at_app + interval '1 microsecond'",
        "pseq = pseq + 1000",
        "payload_digest = sha256('x')",
        "leaf_hash = sha256('x')",
        "org = 'Division of Police Certification '",
    ];

    [Fact]
    public async Task Untouched_IsSound()
    {
        await using var log = await SealedLog.OfAsync(3, 1, 4);

        var verdict = await log.VerifyAsync();

        Found.Nothing(verdict);
        // Other databases of the server may hold back a part of a batch, which is sealed with the next.
        Assert.Equal((8, 8), (verdict.Events, verdict.Sealed));
        Assert.InRange(verdict.Checkpoints, 3, 8);
        Assert.Equal(0, verdict.ClockSteps);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task ColumnEdited_NamesTheEvent(string edit)
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await log.TamperAsync($"update audit.event set {edit} where id = '{await log.EventAtAsync(4)}'");

        var verdict = await log.VerifyAsync();
        Found.At(verdict, TamperClass.EventChanged, 4);
        Assert.Equal(await log.EventAtAsync(4), verdict.Findings.First!.EventId);
    }

    // The same letter to a reader, other bytes: what is stored is what is hashed.
    [Fact]
    public async Task TextWrittenAnotherWay_NamesTheEvent()
    {
        await using var log = await SealedLog.CreateAsync();
        await log.AppendAsync(1);
        await log.SealAsync();
        await log.TamperAsync("update audit.event set client = U&'Jos\\00e9'");
        Found.At(await log.VerifyAsync(), TamperClass.EventChanged, 0);
    }

    [Fact]
    public async Task EventAndItsHashRewritten_NamesTheEvent()
    {
        await using var log = await SealedLog.OfAsync(3, 3);

        await Forgery.RewriteEventAsync(log, 2, e => e with { Outcome = AuditOutcome.Ok });

        Found.At(await log.VerifyAsync(), TamperClass.EventChanged, 2);
    }

    [Fact]
    public async Task EventAndLeafRewritten_NamesTheFirstPlaceNoSignatureCovers()
    {
        await using var log = await SealedLog.OfAsync(3, 1, 2);

        await Forgery.RewriteEventAsync(log, 3, e => e with { Outcome = AuditOutcome.Ok });
        await log.TamperAsync("update audit.leaf l set leaf_hash = e.leaf_hash from audit.event e where e.id = l.event_id");

        Found.At(await log.VerifyAsync(), TamperClass.TreeMismatch, 3);
    }

    [Fact]
    public async Task EverythingRecomputedWithoutTheKey_NamesTheFirstPlaceNoSignatureCovers()
    {
        await using var log = await SealedLog.OfAsync(3, 1, 2);

        await Forgery.RewriteEventAsync(log, 3, e => e with { Outcome = AuditOutcome.Ok });
        await log.TamperAsync("update audit.leaf l set leaf_hash = e.leaf_hash from audit.event e where e.id = l.event_id");
        await Forgery.RecomputeCheckpointsAsync(log);

        Found.At(await log.VerifyAsync(), TamperClass.CheckpointForged, 3);
    }

    [Theory]
    [InlineData("update audit.event set at_db = at_db + interval '1 second'")]
    [InlineData("update audit.event set tx = '3'")]
    public async Task PlaceInTheDatabaseChanged_NamesTheEvent(string edit)
    {
        await using var log = await SealedLog.OfAsync(5);

        await log.TamperAsync($"{edit} where id = '{await log.EventAtAsync(2)}'");

        Found.At(await log.VerifyAsync(), TamperClass.EventMoved, 2);
    }

    [Theory]
    [InlineData("alter table audit.event disable trigger event_is_append_only")]
    [InlineData("alter table audit.leaf enable trigger leaf_is_append_only")]
    [InlineData("drop trigger checkpoint_is_append_only on audit.checkpoint")]
    [InlineData("alter table audit.tile enable replica trigger tile_is_append_only")]
    public async Task GuardLeftAsleep_IsNamed(string sql)
    {
        await using var log = await SealedLog.OfAsync(2);

        await SealedLogAsSuperuser.RunAsync(log.Database, sql);

        Found.At(await log.VerifyAsync(), TamperClass.GuardRemoved, null);
    }
}
