using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Post.Testing;

/// <summary>Seeds of what tests draw by chance: new in each run, the same again under the seed that scripts/test printed.</summary>
public static class Draws
{
    private static readonly ulong s_run = ulong.TryParse(
        Environment.GetEnvironmentVariable("POST_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
        ? given
        : (ulong)Random.Shared.NextInt64();

    private static readonly ConcurrentDictionary<string, ulong> s_draws = new();

    /// <summary>The seed of the next draw at this place, whatever other tests draw meanwhile.</summary>
    public static ulong NextSeed([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{line}");
        var draw = s_draws.AddOrUpdate(place, 1UL, (_, drawn) => drawn + 1);
        return place.Aggregate(s_run + (draw * 0x9E3779B97F4A7C15), (seed, letter) => (seed ^ letter) * 0x100000001B3);
    }
}
