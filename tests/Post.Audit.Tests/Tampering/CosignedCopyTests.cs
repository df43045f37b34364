using System.Security.Cryptography;
using System.Text.Json;
using Post.Audit.Tests.Verifying;
using Post.Audit.Tests.Witnesses;
using Post.Sealer.Notes;
using Post.Sealer.Sealing;
using Post.Sealer.Witness;
using Post.Verifier;
using Post.Verifier.Checks;
using Post.Verifier.Sources;

namespace Post.Audit.Tests.Tampering;

/// <summary>What witnesses cosigned is held against the log, also where somebody had the file witness's folder in hand as well.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class CosignedCopyTests
{
    [Fact]
    public async Task SoundLog_IsCosignedToItsEnd()
    {
        await using var log = await WitnessedLog.OfAsync(3, 260, 2);

        var verdict = await log.Log.VerifyAsync();

        Found.Nothing(verdict);
        Assert.Equal((log.Witness.Key.Name, 265L), (verdict.Cosigned.Single().Witness, verdict.Cosigned.Single().Size));
        var (folder, _) = await LogExportTests.ExportAsync(log.Log);
        Assert.Equal(("ok", 265, null), await SecondReaderTests.ReadAsync("export", folder, FolderOf(log)));
    }

    [Fact]
    public async Task TailCutOffHereAndAtTheFileWitness_IsSeenByTheCosignature()
    {
        await using var log = await WitnessedLog.OfAsync(3, 3);
        await log.Log.TamperAsync("delete from audit.checkpoint where size > 3; delete from audit.leaf where idx >= 3");
        foreach (var e in log.Log.Appended.Skip(3))
        {
            await log.Log.TamperAsync($"delete from audit.payload where event_id = '{e.Id}'; delete from audit.event where id = '{e.Id}'");
        }

        await CutAsync(Path.Combine(FolderOf(log), "accepted.jsonl"), 1);

        var verdict = await log.Log.VerifyAsync();
        Found.At(verdict, TamperClass.TailMissing, 3);
        Assert.Contains(log.Witness.Key.Name, verdict.Findings.First!.Words, StringComparison.Ordinal);
        var (folder, _) = await LogExportTests.ExportAsync(log.Log);
        Assert.Equal(("tail-missing", 0, 3L), await SecondReaderTests.ReadAsync("export", folder, FolderOf(log)));
    }

    // Whoever has the log's key signs another history; nobody has the witness's.
    [Fact]
    public async Task SignedAnewWithTheTrueKey_IsSeenByTheCosignature()
    {
        await using var log = await WitnessedLog.OfAsync(3);
        await using var copy = await log.Log.Database.CloneAsync();
        await log.AddAsync(3);
        await Forgery.GoOnAsync(log.Log, copy, 5);
        await CutAsync(Path.Combine(FolderOf(log), "accepted.jsonl"), 1);

        Found.At(await log.Log.VerifyAsync(copy), TamperClass.HistoryRewritten, 3);
    }

    [Fact]
    public async Task LineMadeUp_IsFoundAfterTheLastThatHolds()
    {
        await using var log = await WitnessedLog.OfAsync(3, 3);
        var file = Path.Combine(log.Folder, "accepted.jsonl");
        var forged = Line(log, log.Log.Key.Sign(new Checkpoint(SealedLog.Origin, 6, SHA256.HashData([1])).Text)
            + SignedNote.Line(log.Witness.Key.Name, log.Witness.Key.Id, new byte[72]), log.Witness.Key.Line);
        await File.AppendAllTextAsync(file, forged);

        Found.At(await log.Log.VerifyAsync(), TamperClass.CheckpointForged, 6);
        var (folder, _) = await LogExportTests.ExportAsync(log.Log);
        Assert.Equal("checkpoint-forged", (await SecondReaderTests.ReadAsync("export", folder, FolderOf(log))).Class);
    }

    // Cosigned truly, but never signed by the log: the second key alone, which witnesses believe, is not enough.
    [Fact]
    public async Task CosignedWithoutTheLogsKey_IsForged()
    {
        await using var log = await WitnessedLog.OfAsync(3);
        using var thief = KeyOf(log, "thief.pem");
        var text = new Checkpoint(SealedLog.Origin, 4, SHA256.HashData([1])).Text;
        await File.AppendAllTextAsync(Path.Combine(log.Folder, "accepted.jsonl"), Line(log, thief.Sign(text) + log.Witness.Cosign(text), log.Witness.Key.Line));

        Found.At(await log.Log.VerifyAsync(), TamperClass.CheckpointForged, 3);
    }

    [Theory]
    [InlineData("{\"note\":\"none\",\"key\":\"none\"}")]
    [InlineData("{\"note\":\"none\"}")]
    public async Task LineThatIsNone_IsFound(string line)
    {
        await using var log = await WitnessedLog.OfAsync(3);
        await File.AppendAllTextAsync(Path.Combine(log.Folder, "accepted.jsonl"), line + "\n");

        Found.At(await log.Log.VerifyAsync(), TamperClass.CheckpointForged, 3);
    }

    [Fact]
    public async Task OrderChanged_IsFound()
    {
        await using var log = await WitnessedLog.OfAsync(3, 3);
        var file = Path.Combine(log.Folder, "accepted.jsonl");
        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file)).Reverse());

        Found.At(await log.Log.VerifyAsync(), TamperClass.CheckpointForged, 6);
    }

    // Another witness put in the place of the true one: whoever brought the true key along sees it.
    [Fact]
    public async Task WitnessReplaced_IsSeenByWhoHasItsKey()
    {
        await using var log = await WitnessedLog.OfAsync(3);
        await using var other = await TestWitness.StartAsync(SealedLog.Origin, log.Second.Verifier, TimeProvider.System, log.Witness.Key.Name);
        var note = SignedNote.Parse(await log.Log.AskAsync<string>("select note from audit.checkpoint where size = 3"))!;
        var line = Line(log, log.Log.Key.Sign(note.Text) + other.Cosign(note.Text), other.Key.Line);
        await File.AppendAllTextAsync(Path.Combine(log.Folder, "accepted.jsonl"), line);

        Found.Nothing(await VerifyAsync(log));
        Found.At(await VerifyAsync(log, log.Witness.Key.Line), TamperClass.CheckpointForged, 3);
    }

    [Fact]
    public async Task KeyBroughtAlongThatCosignedNothing_CannotBeVerifiedAgainst()
    {
        await using var log = await WitnessedLog.OfAsync(3);
        await using var other = await TestWitness.StartAsync(SealedLog.Origin, log.Second.Verifier, TimeProvider.System, "witness.test/two");

        Found.Nothing(await VerifyAsync(log, log.Witness.Key.Line));
        await Assert.ThrowsAsync<InvalidDataException>(() => VerifyAsync(log, log.Witness.Key.Line, other.Key.Line));
    }

    // The log is looked at as of one moment; what witnesses see later is no sign that its tail is gone.
    [Fact]
    public async Task WitnessesThatSeeMoreMeanwhile_RaiseNothing()
    {
        await using var log = await WitnessedLog.OfAsync(3);
        var witness = Verification.WitnessOf(log.Log.Options());
        await using var source = await DatabaseSource.OpenAsync(log.Log.Database.Verifier, CancellationToken.None);
        await log.AddAsync(3);

        var verdict = await Verification.RunAsync(source, log.Log.Options(), witness, CancellationToken.None);

        Found.Nothing(verdict);
        Assert.Equal((3L, 3L), (verdict.Sealed, verdict.Cosigned.Single().Size));
    }

    [Fact]
    public async Task LogsKeyRotated_IsCosignedBeforeAndAfter()
    {
        await using var log = await WitnessedLog.OfAsync(3);
        using var old = log.Log.Key;
        log.Log.Key = KeyOf(log, "next.pem");
        await using (var connection = SealedLog.Connect(log.Log.Database.Sealer))
        {
            await connection.OpenAsync();
            await SealingKeys.RotateAsync(new LogStore(connection), SealedLog.Origin, old, log.Log.Key, CancellationToken.None);
        }

        await log.AddAsync(2);

        var verdict = await log.Log.VerifyAsync();
        Found.Nothing(verdict);
        Assert.Equal(5, verdict.Cosigned.Single().Size);
    }

    private static string FolderOf(WitnessedLog log) => FileWitness.FolderOf(log.Log.WitnessRoot, SealedLog.Origin);

    private static string Line(WitnessedLog log, string note, string key) =>
        JsonSerializer.Serialize(new CosignedNote(log.Log.Appended[0].At, note, key), JsonSerializerOptions.Web) + "\n";

    private static SigningKey KeyOf(WitnessedLog log, string name)
    {
        var file = Path.Combine(log.Log.Folder, name);
        SigningKey.Generate(file);
        return SigningKey.Load(file, SealedLog.Origin);
    }

    private static async Task CutAsync(string file, int keep) => await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file))[..keep]);

    private static async Task<Verdict> VerifyAsync(WitnessedLog log, params string[] keys)
    {
        await using var source = await DatabaseSource.OpenAsync(log.Log.Database.Verifier, CancellationToken.None);
        return await Verification.RunAsync(source, log.Log.Options() with { WitnessKeys = keys }, CancellationToken.None);
    }
}
