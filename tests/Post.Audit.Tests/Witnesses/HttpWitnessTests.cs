using System.Text.Json;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Post.Sealer.Witness;
using Post.Verifier.Format;

namespace Post.Audit.Tests.Witnesses;

/// <summary>A witness elsewhere is brought forward from wherever it stands, and what it cosigned is kept.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class HttpWitnessTests : WitnessTest
{
    [Fact]
    public async Task GrowingLog_IsCosignedAndKept()
    {
        var sut = Open();
        foreach (var size in new[] { 3, 7, 300 }) await CosignedAsync(sut, size);

        Assert.Equal(3, Witness.Calls);
        Assert.Equal(300, Open().Last!.Size);
        var lines = await File.ReadAllLinesAsync(Path.Combine(Kept, "accepted.jsonl"));
        Assert.Equal(3, lines.Length);
        var note = SignedText.Parse(JsonSerializer.Deserialize<JsonElement>(lines[2]).GetProperty("note").GetString()!)!;
        using var log = NoteKey.Parse(Log.Key.Verifier.Line)!;
        Assert.True(log.Signed(note));
        Assert.Equal(3, note.Signatures.Count);
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeSeconds(), CosignerKey.Parse(Witness.Key.Line)!.SawAt(note));
    }

    [Fact]
    public async Task AnyOldSize_IsBroughtForwardInTwoCallsAtMost()
    {
        var sizes = from size in Gen.OneOf(Gen.Choose(1, 40), Gen.Choose(250, 260), Gen.Choose(500, 1_200))
                    from old in Gen.Choose(0, size)
                    from known in Gen.Choose(0, size - 1)
                    select (size, old, known);
        foreach (var (size, old, known) in sizes.Sample(60))
        {
            Witness.Seen = null;
            Directory.Delete(Kept, recursive: true);
            var sut = Open();
            if (known > 0) await CosignedAsync(sut, known);
            Witness.Seen = old == 0 ? null : (old, GrowingLog.Root(old));
            var before = Witness.Calls;

            var showing = await ShowAsync(sut, size);

            Assert.True(showing.Outcome is ShowingOutcome.Cosigned, $"{known}/{old} to {size}: {showing}");
            Assert.Equal((size, old < known), (Witness.Seen!.Value.Size, showing.Words.Length > 0));
            Assert.InRange(Witness.Calls - before, 1, 2);
        }
    }

    // It cosigned and nobody heard it: after a restart the log goes on from what the witness has.
    [Fact]
    public async Task AnswerLost_IsMadeUpAfterTheRestart()
    {
        await CosignedAsync(Open(), 3);
        Witness.Instead = (call, context) =>
        {
            Witness.Answer(call);
            context.Abort();
            return Task.FromResult<IResult?>(Results.Empty);
        };
        Assert.Equal(ShowingOutcome.Away, (await ShowAsync(Open(), 7)).Outcome);
        Assert.Equal((7, 3), (Witness.Seen!.Value.Size, Open().Last!.Size));

        Witness.Instead = null;
        await CosignedAsync(Open(), 7);
        await CosignedAsync(Open(), 9);
    }

    [Fact]
    public async Task LineTornByACrash_IsDroppedAndShownAgain()
    {
        await CosignedAsync(Open(), 3);
        await CosignedAsync(Open(), 7);
        var file = Path.Combine(Kept, "accepted.jsonl");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file))[..^20]);

        Assert.Equal(3, Open().Last!.Size);
        await CosignedAsync(Open(), 7);
        Assert.Equal(2, (await File.ReadAllLinesAsync(file)).Length);
    }

    // The question is the one that the page of C2SP shows: the old size, the proof, a blank line, the note.
    [Fact]
    public async Task Question_IsAsItIsWritten()
    {
        await CosignedAsync(Open(), 3);
        await CosignedAsync(Open(), 7);

        var call = Witness.LastCall!;
        Assert.Equal((3, 7), (call.Old, call.Size));
        Assert.Equal(await GrowingLog.ProofsTo(7)(3), call.Proof);
        Assert.Equal([GrowingLog.Origin, GrowingLog.Origin], call.Signatures.Select(s => s[1]));
    }

    // A key of the operator's choice is replaced: the log goes on under the new one, and the lines say which was believed.
    [Fact]
    public async Task WitnessWithANewKey_IsAskedFromItsOwnBeginning()
    {
        await CosignedAsync(Open(), 3);
        await using var next = await TestWitness.StartAsync(GrowingLog.Origin, Log.Second.Verifier, Clock, Witness.Key.Name);
        var sut = HttpWitness.Open(Folder, GrowingLog.Origin, next.Address, Http, Clock);

        Assert.Equal(ShowingOutcome.Cosigned, (await ShowAsync(sut, 7)).Outcome);
        var keys = (await File.ReadAllLinesAsync(Path.Combine(Kept, "accepted.jsonl")))
            .Select(l => JsonSerializer.Deserialize<JsonElement>(l).GetProperty("key").GetString());
        Assert.Equal([Witness.Key.Line, next.Key.Line], keys);
    }

    private async Task CosignedAsync(HttpWitness witness, int size) =>
        Assert.Equal(new Showing(ShowingOutcome.Cosigned, ""), await ShowAsync(witness, size));
}
