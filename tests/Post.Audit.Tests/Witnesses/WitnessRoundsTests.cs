using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Post.Audit.Tests.Tampering;
using Post.Sealer;
using Post.Sealer.Sealing;
using Post.Testing;

namespace Post.Audit.Tests.Witnesses;

/// <summary>The sealer with a witness elsewhere: whatever that one does, the log is sealed, and it is told what the witness did.</summary>
[Trait("Clause", "8.07(5)")]
public sealed class WitnessRoundsTests
{
    [Fact]
    public async Task GrowingLog_IsCosignedAndVerified()
    {
        await using var log = await WitnessedLog.CreateAsync();
        await using (log.Run())
        {
            await log.Log.AppendAsync(3);
            await log.UntilCosignedAsync(3);
            await log.Log.AppendAsync(300);
            await log.UntilCosignedAsync(303);
            // Each witness has a round of its own: the folder's may be behind that of the other.
            await log.UntilAsync("kept in the folder", async () => await log.StandingAsync(WitnessBook.Folder) == "303 Cosigned");
        }

        Assert.Equal("303 Cosigned", await log.StandingAsync(log.Witness.Key.Name));
        var verdict = await log.Log.VerifyAsync();
        Found.Nothing(verdict);
        Assert.Equal((log.Witness.Key.Name, 303L), (verdict.Cosigned.Single().Witness, verdict.Cosigned.Single().Size));
        Assert.DoesNotContain(log.Said, s => s.Level > LogLevel.Information);
    }

    [Fact]
    public async Task WitnessThatHangs_DelaysNoSealAndNoStop()
    {
        await using var log = await WitnessedLog.CreateAsync();
        log.Witness.Instead = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return Results.Empty;
        };
        await using (log.Run(s => s with { WitnessPatience = TimeSpan.FromMinutes(10) }))
        {
            await log.Log.AppendAsync(3);
            await log.UntilAsync("asked", () => Task.FromResult(log.Witness.Calls == 1));
            for (var size = 4; size < 8; size++)
            {
                await log.Log.AppendAsync(1);
                await log.UntilSealedAsync(size);
            }

            Assert.Equal(1, log.Witness.Calls);
        }

        Assert.Null(log.Witness.Seen);
        Found.Nothing(await log.Log.VerifyAsync());
    }

    [Fact]
    public async Task WitnessAway_IsAskedAgainUntilItAnswers()
    {
        await using var log = await WitnessedLog.CreateAsync();
        log.Witness.Instead = (_, _) => Task.FromResult(log.Witness.Calls <= 3 ? Results.StatusCode(503) : null);
        await using (log.Run())
        {
            await log.Log.AppendAsync(3);
            await log.UntilCosignedAsync(3);
        }

        Assert.Equal(3, log.Said.Count(s => s.Level == LogLevel.Warning && s.Words.Contains("503", StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Said, s => s.Level > LogLevel.Warning);
    }

    [Fact]
    public async Task Restarted_GoesOnFromWhatWasCosigned()
    {
        await using var log = await WitnessedLog.CreateAsync();
        for (var size = 3; size < 12; size += 4)
        {
            await using var run = log.Run();
            await log.Log.AppendAsync(size == 3 ? 3 : 4);
            await log.UntilCosignedAsync(size);
        }

        Found.Nothing(await log.Log.VerifyAsync());
    }

    // The database was put back to an earlier state and went on: the witness remembers the other log.
    [Fact]
    public async Task OtherHistory_IsSaidAloudWhileSealsGoOn()
    {
        await using var log = await WitnessedLog.CreateAsync();
        log.Witness.Seen = (2, GrowingLog.Root(2, salt: 9));
        await using (log.Run())
        {
            await log.Log.AppendAsync(3);
            await log.UntilAsync("an alarm", () => Task.FromResult(log.Said.Any(s => s.Level == LogLevel.Critical)));
            await log.Log.AppendAsync(3);
            await log.UntilSealedAsync(6);
        }

        Assert.Contains("scripts/post verify", log.Said.First(s => s.Level == LogLevel.Critical).Words, StringComparison.Ordinal);
        Assert.Equal(2, log.Witness.Seen!.Value.Size);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(25, true)]
    public async Task NothingCosignedForADay_IsAnAlarm(int hours, bool alarm)
    {
        await using var log = await WitnessedLog.CreateAsync();
        log.Witness.Instead = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(503));
        await using (log.Run(clock: new TestClock(TimeProvider.System.GetUtcNow().AddHours(hours))))
        {
            await log.Log.AppendAsync(3);
            await log.UntilAsync("three tries", () => Task.FromResult(log.Witness.Calls >= 3));
        }

        Assert.Equal("0 Away, waits", await log.StandingAsync(log.Witness.Key.Name));
        Assert.Equal(alarm, log.Said.Any(s => s.Level == LogLevel.Critical && s.Words.Contains("cosigned nothing beyond 0 events", StringComparison.Ordinal)));
    }

    // What was cosigned before it went away stands, and a witness that is asked no more is late no more.
    [Fact]
    public async Task AwayAfterItSaw_KeepsItsPlace_AndOneTakenOutIsForgotten()
    {
        await using var log = await WitnessedLog.CreateAsync();
        await using (log.Run())
        {
            await log.Log.AppendAsync(3);
            await log.UntilCosignedAsync(3);
            await log.UntilAsync("noted", async () => await log.StandingAsync(log.Witness.Key.Name) == "3 Cosigned");
            log.Witness.Instead = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(503));
            await log.Log.AppendAsync(2);
            await log.UntilAsync("away", async () => await log.StandingAsync(log.Witness.Key.Name) == "3 Away, waits");
        }

        await using (log.Run(s => s with { Witnesses = [] }))
        {
            await log.UntilAsync("forgotten", async () => await log.StandingAsync(log.Witness.Key.Name) == "unknown");
        }

        Assert.StartsWith("5 Cosigned", await log.StandingAsync(WitnessBook.Folder), StringComparison.Ordinal);
    }

    // What came back cannot be kept: it is no cosignature until it is on the disk, and is asked for again.
    [Fact]
    public async Task FolderAway_IsToldAndMadeUp()
    {
        await using var log = await WitnessedLog.CreateAsync();
        await File.WriteAllTextAsync(log.Log.WitnessRoot, "");
        await using (log.Run())
        {
            await log.Log.AppendAsync(3);
            await log.UntilAsync("an error", () => Task.FromResult(log.Said.Any(s => s.Words.Contains("NotKept", StringComparison.Ordinal))));
            File.Delete(log.Log.WitnessRoot);
            await log.UntilCosignedAsync(3);
        }

        Found.Nothing(await log.Log.VerifyAsync());
    }

    // The second key came when the log was old: its last checkpoint is shown with the signature that witnesses know.
    [Fact]
    public async Task SealedBeforeThereWasASecondKey_IsCosigned()
    {
        await using var log = await WitnessedLog.CreateAsync();
        await log.Log.AppendAsync(3);
        await log.Log.SealAsync();
        Assert.Equal(1, await log.Log.AskAsync<int>("select array_length(string_to_array(note, '— '), 1) - 1 from audit.checkpoint"));

        await using (log.Run())
        {
            await log.UntilCosignedAsync(3);
            await log.Log.AppendAsync(2);
            await log.UntilCosignedAsync(5);
        }

        Assert.Equal(2, await log.Log.AskAsync<int>("select array_length(string_to_array(note, '— '), 1) - 1 from audit.checkpoint where size = 5"));
        Found.Nothing(await log.Log.VerifyAsync());
    }

    [Theory]
    [InlineData(1, 0, 10)]
    [InlineData(2, 0, 20)]
    [InlineData(3, 0, 40)]
    [InlineData(50, 0, 900)]
    [InlineData(1, 120, 120)]
    [InlineData(1, 100_000, 900)]
    public void EachWait_IsTwiceTheOneBefore(int failures, int asked, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        new WitnessRetry(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15)).After(failures, asked == 0 ? null : TimeSpan.FromSeconds(asked)));
}
