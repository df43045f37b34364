using System.Diagnostics;
using Post.Cli;
using Post.Cli.Demo;
using Post.EndToEnd.Tests.Running;
using Post.Testing;

namespace Post.EndToEnd.Tests.Endurance;

/// <summary>The operator's import as a process that is killed: asked for again, it ends with what an untroubled one ends with.</summary>
public sealed class ImportKilledTests : IDisposable
{
    private const int Officers = 1_500;
    private const int KillsEach = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("post-killed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public Task KilledTwice_EndsWithTheSameRecord() => KilledAsync(rounds: 1);

    [Fact]
    [Trait("Category", "Soak")]
    public Task KilledAtTwentyRandomMoments_EndsWithTheSameRecordEachTime() => KilledAsync(rounds: 10);

    private async Task KilledAsync(int rounds)
    {
        var file = Path.Combine(_folder, "synthetic-disciplinary_20250630.csv");
        DemoState.WriteDisciplinaryFile(file, Officers, seed: 3);
        var watch = Stopwatch.StartNew();
        var (expected, _) = await BringInAsync(file, []);
        var time = watch.Elapsed;
        Assert.Contains(expected, l => l.StartsWith("published.officer ", StringComparison.Ordinal) && !l.StartsWith("published.officer 0", StringComparison.Ordinal));

        var (dice, killed) = (new Random(20), 0);
        for (var round = 0; round < rounds; round++)
        {
            var moments = Enumerable.Range(0, KillsEach).Select(_ => dice.NextDouble() * time).ToList();
            var (digest, hit) = await BringInAsync(file, moments);
            Assert.Equal(expected, digest);
            killed += hit;
        }

        // Deaths that came after the end would prove nothing.
        Assert.InRange(killed, rounds, rounds * KillsEach);
    }

    private async Task<(IReadOnlyList<string> Digest, int Killed)> BringInAsync(string file, IReadOnlyList<TimeSpan> kills)
    {
        await using var database = await PostDatabase.CreateAsync();
        var settings = Installation.SettingsOf(database, Path.Combine(_folder, database.Name));
        string[] verb = ["import", "disciplinary", file, "--as-of", "2025-06-30"];
        var killed = 0;
        foreach (var after in kills)
        {
            if (await VerbProcess.RunAsync(settings, after, verb) is null) killed++;
        }

        var ended = (await VerbProcess.RunAsync(settings, null, verb))!.Value;
        Assert.True(ended.Code == OperatorVerbs.Ok, ended.Said);
        return (await RecordDigest.OfAsync(database.Superuser), killed);
    }
}
