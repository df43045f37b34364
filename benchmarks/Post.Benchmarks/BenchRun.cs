using System.Globalization;

namespace Post.Benchmarks;

/// <summary>Runs the rows asked for and prints their ratios against the bound measured in the same run.</summary>
internal static class BenchRun
{
    private static readonly string[] s_all = ["1a", "1b", "1d", "1e", "2a", "2b", "3a", "3b", "4", "4e", "5b", "lists"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (Options.Read(args, s_all) is not { } options)
        {
            Console.WriteLine($"scripts/bench [{string.Join('|', s_all)} …] [--officers N] [--import-rows N] [--log-events N] [--rounds N] [--seconds N]");
            return 2;
        }

        await using var state = await BenchState.OpenAsync(options);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Officers:N0} officers, {options.Rounds} rounds of {options.Seconds} s, median (min to max)"));
        if (options.Rows.Contains("1d")) SearchGrowth.Measure(options);
        if (options.Rows.Any(r => r is "1a" or "1b" or "1e")) await PublicSite.MeasureAsync(state, options);
        if (options.Rows.Contains("2a")) await AuditedRead.MeasureAsync(state, options);
        if (options.Rows.Contains("2b")) await AuditedWrite.MeasureAsync(state, options);
        if (options.Rows.Contains("3a")) await VerifyLog.MeasureAsync(state, options);
        if (options.Rows.Contains("3b")) await LogSearch.MeasureAsync(options);
        if (options.Rows.Contains("4")) await ImportSpeed.MeasureAsync(state, options);
        if (options.Rows.Contains("4e")) await ImportSpeed.MeasureEmploymentAsync(state, options);
        if (options.Rows.Contains("5b")) await PublicationSpeed.MeasureAsync(state, options);
        if (options.Rows.Contains("lists")) await StaffLists.MeasureAsync(state, options);
        return 0;
    }
}

/// <summary>What to measure and for how long.</summary>
internal sealed record Options(IReadOnlyList<string> Rows, int Officers, int ImportRows, int Rounds, int Seconds, int LogEvents = 2_000_000)
{
    public static Options? Read(string[] args, IReadOnlyList<string> all)
    {
        var options = new Options([], 5_000, 200_000, 5, 3);
        for (var i = 0; i < args.Length; i++)
        {
            if (all.Contains(args[i])) options = options with { Rows = [.. options.Rows, args[i]] };
            else if (i + 1 >= args.Length || !int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number)) return null;
            else if (options.With(args[i++], number) is { } next) options = next;
            else return null;
        }

        return options.Rows.Count == 0 ? options with { Rows = all } : options;
    }

    private Options? With(string name, int number) => name switch
    {
        "--officers" => this with { Officers = number },
        "--import-rows" => this with { ImportRows = number },
        "--log-events" => this with { LogEvents = number },
        "--rounds" => this with { Rounds = number },
        "--seconds" => this with { Seconds = number },
        _ => null,
    };
}
