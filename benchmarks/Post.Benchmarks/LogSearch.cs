using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Post.AccessReview.Log;
using Post.Testing;

namespace Post.Benchmarks;

/// <summary>
/// Row 3b: the same questions to a log of one month and to one of as many months as <c>--log-events</c> fills at a million
/// a month; the growth between the two is what counts, and no time is asserted.
/// </summary>
internal static class LogSearch
{
    private const int EventsPerMonth = 1_000_000;
    private const int Calls = 200;

    private static readonly DateOnly s_to = new(2026, 10, 31);

    public static async Task MeasureAsync(Options options)
    {
        var few = Math.Min(EventsPerMonth, options.LogEvents / 2);
        var small = await TimesAsync(options, few);
        var large = await TimesAsync(options, options.LogEvents);
        foreach (var (question, time) in small)
        {
            var (middle, high) = large[question];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"3b {question}: {time.Middle:0.00} ms (p95 {time.High:0.00}) at {few:N0}, {middle:0.00} ms (p95 {high:0.00}) at {options.LogEvents:N0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"3b {question}: growth {middle / time.Middle:0.00}, aim 1.5 at most"));
        }
    }

    private static async Task<Dictionary<string, (double Middle, double High)>> TimesAsync(Options options, int events)
    {
        await using var database = await PostDatabase.CreateAsync();
        await using (var superuser = new NpgsqlConnection(database.Superuser))
        {
            await superuser.OpenAsync();
            var months = Math.Max(1, events / EventsPerMonth);
            await SimulatedLog.FillAsync(superuser, events, s_to.AddMonths(-months).AddDays(1), s_to);
        }

        await using var reviewer = NpgsqlDataSource.Create(database.Reviewer);
        var times = new Dictionary<string, (double, double)>();
        foreach (var question in new[] { "person", "actor", "matter", "newest" })
        {
            var taken = new List<double>();
            for (var i = 0; i < Calls * options.Rounds; i++) taken.Add(await AskAsync(reviewer, AccessLog.PageSql(Of(question, i), null, 51)));
            // The first round warms what a reviewer's day would have warmed.
            var kept = taken.Skip(Calls).DefaultIfEmpty(taken[^1]).Order().ToList();
            times[question] = (kept[kept.Count / 2], kept[kept.Count * 95 / 100]);
        }

        return times;
    }

    private static LogFilter Of(string question, int call)
    {
        var filter = new LogFilter { From = s_to.AddDays(-LogFilter.UsualDays), To = s_to };
        return question switch
        {
            "person" => filter with { Subject = [SimulatedLog.PersonOf(call * 37 % 25_000)] },
            "actor" => filter with { Actor = SimulatedLog.ActorOf(call % 120) },
            "matter" => filter with { Matter = $"M-{call % 5_000}" },
            _ => filter,
        };
    }

    private static async Task<double> AskAsync(NpgsqlDataSource reviewer, LogSql sql)
    {
        var began = Stopwatch.GetTimestamp();
        await using var command = reviewer.CreateCommand(sql.Text);
        foreach (var value in sql.Values) command.Parameters.Add(value);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) { }
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
