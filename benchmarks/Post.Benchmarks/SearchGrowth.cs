using System.Diagnostics;
using System.Globalization;
using Post.PublicDatabase.Search;
using Post.PublicDatabase.Tests.Search;

namespace Post.Benchmarks;

/// <summary>Row 1d: how the slow answers of the public search grow from a state's register to the country's.</summary>
internal static class SearchGrowth
{
    private const double MostGrowth = 8;
    private const double MostMilliseconds = 10;

    private static readonly int[] s_sizes = [25_000, 250_000, 1_000_000];

    public static void Measure(Options options)
    {
        string[] questions = [.. Resource.Lines("quality.csv").Select(l => l.Split(',')[1].Replace('~', ','))];
        var officers = SyntheticRegister.Officers(s_sizes[^1]);
        var indexes = Array.ConvertAll(s_sizes, size => OfficerIndex.Build([.. officers.Take(size)]));
        var times = Array.ConvertAll(s_sizes, _ => new List<double>());
        foreach (var index in indexes) Ask(index, questions, []);
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var size = 0; size < indexes.Length; size++) Ask(indexes[size], questions, times[size]);
        }

        var slow = times.Select(t => Percentile(t, 0.95)).ToList();
        for (var size = 0; size < indexes.Length; size++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"1d  {questions.Length} questions of {s_sizes[size],9:N0} officers: p50 {Percentile(times[size], 0.5):0.00} ms, p95 {slow[size]:0.00} ms, {slow[size] / slow[0]:0.0} times the least"));
        }

        var reached = slow[^1] / slow[0] <= MostGrowth && slow[^1] <= MostMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"1d  p95 at most {MostGrowth:0} times and {MostMilliseconds:0} ms: {(reached ? "reached" : "NOT REACHED")}"));
    }

    private static void Ask(OfficerIndex index, string[] questions, List<double> times)
    {
        foreach (var question in questions)
        {
            var started = Stopwatch.GetTimestamp();
            index.Search(new SearchRequest(question));
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private static double Percentile(List<double> values, double share) => values.Order().ElementAt((int)((values.Count - 1) * share));
}
