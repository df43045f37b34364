using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Post.Sealer.Notes;
using Post.Sealer.Witness;

namespace Post.Audit.Tests.Witnesses;

/// <summary>A witness that lies, forges, repeats itself, hangs or talks nonsense is not believed, and what it proves is kept.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class WitnessMisbehavesTests : WitnessTest
{
    // Two logs under one key: one was shown to the witness, the other is here.
    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public async Task SplitView_IsAnAlarmAndKept(int seen)
    {
        Witness.Seen = (seen, GrowingLog.Root(seen, salt: 1));
        var sut = Open();

        var first = await ShowAsync(sut, 7);
        var again = await ShowAsync(sut, 7);

        Assert.Equal((ShowingOutcome.OtherLog, true), (first.Outcome, first.IsAlarm));
        Assert.Equal(first, again);
        Assert.Contains("OtherLog", Assert.Single(await File.ReadAllLinesAsync(Path.Combine(Kept, "refused.jsonl"))), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Kept, "accepted.jsonl")));
    }

    [Fact]
    public async Task SawMoreThanThereIs_IsAnAlarm()
    {
        Witness.Seen = (20, GrowingLog.Root(20));

        await ExpectAsync(ShowingOutcome.Smaller);
        Assert.True((await ShowAsync(Open(), 7)).IsAlarm);
    }

    [Fact]
    public async Task LogCutBehindWhatItCosigned_IsAnAlarmWithoutACall()
    {
        Assert.Equal(ShowingOutcome.Cosigned, (await ShowAsync(Open(), 20)).Outcome);
        var before = Witness.Calls;

        Assert.Equal(ShowingOutcome.Smaller, (await ShowAsync(Open(), 7)).Outcome);
        Assert.Equal(before, Witness.Calls);
    }

    [Fact]
    public async Task SizeThatChangesWithEachAnswer_IsFollowedOnce()
    {
        var size = 1;
        Witness.Instead = (_, _) => Task.FromResult<IResult?>(TestWitness.Conflict(++size));

        await ExpectAsync(ShowingOutcome.NotUnderstood);
        Assert.Equal(2, Witness.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0\n")]
    [InlineData("three\n")]
    [InlineData("-3\n")]
    [InlineData("03\n")]
    [InlineData("3")]
    [InlineData("99999999999999999999\n")]
    public async Task ConflictWithoutAUsableSize_IsNotUnderstood(string body)
    {
        Witness.Instead = (_, _) => Task.FromResult<IResult?>(TestWitness.Text(body, 409));

        await ExpectAsync(ShowingOutcome.NotUnderstood);
        Assert.Equal(1, Witness.Calls);
    }

    [Fact]
    public async Task ForgedCosignature_IsAnAlarm()
    {
        Witness.Instead = (call, _) => Task.FromResult<IResult?>(TestWitness.Text(SignedNote.Line(Witness.Key.Name, Witness.Key.Id, RandomNumberGenerator.GetBytes(72))));

        await ExpectAsync(ShowingOutcome.Forged);
        Assert.True((await ShowAsync(Open(), 7)).IsAlarm);
    }

    // One good line does not excuse a bad one under the same name.
    [Fact]
    public async Task ForgedBesideTheTrueOne_IsNotTaken()
    {
        Witness.Instead = (call, _) => Task.FromResult<IResult?>(TestWitness.Text(
            Witness.Cosign(call.Text) + SignedNote.Line(Witness.Key.Name, Witness.Key.Id, new byte[72])));

        await ExpectAsync(ShowingOutcome.Forged);
    }

    [Fact]
    public async Task CosignatureOfAnEarlierCheckpoint_IsNotTaken()
    {
        var earlier = "";
        Witness.Instead = (call, _) =>
        {
            earlier = earlier.Length > 0 ? earlier : Witness.Cosign(call.Text);
            return Task.FromResult<IResult?>(TestWitness.Text(earlier));
        };
        Assert.Equal(ShowingOutcome.Cosigned, (await ShowAsync(Open(), 3)).Outcome);

        await ExpectAsync(ShowingOutcome.Forged, accepted: 1);
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    [InlineData(int.MaxValue)]
    public async Task TimeFarOff_IsNotTaken(int seconds)
    {
        Witness.ClockOff = TimeSpan.FromSeconds(seconds);

        await ExpectAsync(ShowingOutcome.TimeOff);
    }

    [Theory]
    [InlineData(-200)]
    [InlineData(200)]
    public async Task ClocksThatDifferALittle_DoNotMatter(int seconds)
    {
        Witness.ClockOff = TimeSpan.FromSeconds(seconds);

        Assert.Equal(ShowingOutcome.Cosigned, (await ShowAsync(Open(), 7)).Outcome);
    }

    [Fact]
    public async Task AnotherKey_CountsForNothing()
    {
        await using var stranger = await TestWitness.StartAsync(GrowingLog.Origin, Log.Second.Verifier, Clock, Witness.Key.Name);
        Witness.Instead = (call, _) => Task.FromResult<IResult?>(TestWitness.Text(stranger.Cosign(call.Text)));
        await ExpectAsync(ShowingOutcome.NotCosigned);

        Witness.Instead = (call, _) => Task.FromResult<IResult?>(TestWitness.Text(stranger.Cosign(call.Text) + Witness.Cosign(call.Text)));
        Assert.Equal(ShowingOutcome.Cosigned, (await ShowAsync(Open(), 7)).Outcome);
        Assert.DoesNotContain(stranger.Cosign(Log.Note(7))[..40], await File.ReadAllTextAsync(Path.Combine(Kept, "accepted.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("")]
    [InlineData("— witness.test/one\n")]
    [InlineData("— witness.test/one AAAA\n")]
    [InlineData("\n\npost.test/log\n9\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n— witness.test/one AAAAAAAA\n")]
    public async Task AnswerThatIsNoSignature_IsNotUnderstood(string body)
    {
        Witness.Instead = (_, _) => Task.FromResult<IResult?>(TestWitness.Text(body));

        await ExpectAsync(ShowingOutcome.NotUnderstood);
    }

    public static TheoryData<int, string> Refusals => new()
    {
        { 301, "NotUnderstood" }, { 400, "NotUnderstood" }, { 403, "NotKnown" }, { 404, "NotKnown" }, { 408, "Away" }, { 410, "NotUnderstood" },
        { 422, "OtherLog" }, { 429, "Away" }, { 500, "Away" }, { 503, "Away" }, { 201, "NotUnderstood" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task EachStatus_MeansWhatItMeans(int status, string outcome)
    {
        Witness.Instead = (_, context) =>
        {
            context.Response.Headers.RetryAfter = "120";
            context.Response.Headers.Location = "/elsewhere/add-checkpoint";
            return Task.FromResult<IResult?>(Results.StatusCode(status));
        };

        var showing = await ShowAsync(Open(), 7);

        Assert.Equal(outcome, showing.Outcome.ToString());
        Assert.Equal(1, Witness.Calls);
        if (outcome == "Away") Assert.Equal(TimeSpan.FromMinutes(2), showing.RetryAfter);
    }

    [Fact]
    public async Task StrangersLog_IsRefusedByTheWitness()
    {
        var note = SignedNote.Parse(Log.Note(7))!;
        var one = SignedNote.Write(note.Text, note.Signatures[0].Name, note.Signatures[0].KeyId, note.Signatures[0].Signature);

        var showing = await Open().ShowAsync(one, GrowingLog.ProofsTo(7), CancellationToken.None);

        Assert.Equal(ShowingOutcome.NotKnown, showing.Outcome);
        Assert.Contains("show-witness-key", showing.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerThatNeverComes_CostsItsTimeAndNoMore()
    {
        using var http = WitnessWire.Client(TimeSpan.FromMilliseconds(300));
        Witness.Instead = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return Results.Empty;
        };
        var started = Stopwatch.GetTimestamp();

        var showing = await HttpWitness.Open(Folder, GrowingLog.Origin, Witness.Address, http, Clock)
            .ShowAsync(Log.Note(7), GrowingLog.ProofsTo(7), CancellationToken.None);

        Assert.Equal(ShowingOutcome.Away, showing.Outcome);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(20));
    }

    // Drop by drop it stays inside any limit between two bytes: the limit is on the whole.
    [Fact]
    public async Task AnswerDropByDrop_IsCutOff()
    {
        using var http = WitnessWire.Client(TimeSpan.FromMilliseconds(400));
        Witness.Instead = async (_, context) =>
        {
            for (var i = 0; i < 600 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync("x"u8.ToArray());
                await context.Response.Body.FlushAsync();
                await Task.Delay(50);
            }

            return Results.Empty;
        };

        var showing = await HttpWitness.Open(Folder, GrowingLog.Origin, Witness.Address, http, Clock)
            .ShowAsync(Log.Note(7), GrowingLog.ProofsTo(7), CancellationToken.None);

        Assert.Equal(ShowingOutcome.Away, showing.Outcome);
    }

    [Fact]
    public async Task AnswerWithoutEnd_IsCutOff()
    {
        var sent = 0L;
        Witness.Instead = async (_, context) =>
        {
            var block = Encoding.ASCII.GetBytes(new string('x', 1 << 16));
            for (; !context.RequestAborted.IsCancellationRequested; sent += block.Length)
            {
                await context.Response.Body.WriteAsync(block);
                // Writes to whoever has gone cost nothing, so without a pause thousands would be counted before that is known.
                if (sent > 1L << 20) await Task.Delay(10);
            }

            return Results.Empty;
        };

        await ExpectAsync(ShowingOutcome.Away);
        // Whoever read on until the time for an answer is over would have taken some 60 MiB.
        Assert.InRange(sent, 1, 1L << 24);
    }

    [Fact]
    public async Task NobodyThere_IsAway()
    {
        await Witness.DisposeAsync();

        Assert.Equal(ShowingOutcome.Away, (await ShowAsync(Open(), 7)).Outcome);
        Assert.False(File.Exists(Path.Combine(Kept, "refused.jsonl")));
    }

    private async Task ExpectAsync(ShowingOutcome outcome, int accepted = 0)
    {
        var sut = Open();
        Assert.Equal(outcome, (await ShowAsync(sut, 7)).Outcome);
        Assert.Equal(accepted == 0 ? null : 3, sut.Last?.Size);
        var file = Path.Combine(Kept, "accepted.jsonl");
        Assert.Equal(accepted, File.Exists(file) ? (await File.ReadAllLinesAsync(file)).Length : 0);
    }
}
