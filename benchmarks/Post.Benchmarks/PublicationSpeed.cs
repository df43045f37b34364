using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Post.Kernel.Access;
using Post.Kernel.Events;
using Post.Kernel.Requests;
using Post.PublicDatabase.Features.NotePublicationDue;
using Post.PublicDatabase.Features.RebuildPublication;

namespace Post.Benchmarks;

/// <summary>Row 5b: deciding and copying every officer anew, against inserting the same rows with the same indexes; and a hundred of them.</summary>
internal static class PublicationSpeed
{
    private const int Changed = 100;
    private const double MostMilliseconds = 100;

    public static async Task MeasureAsync(BenchState state, Options options)
    {
        await using var services = state.Services();
        var door = services.GetRequiredService<ServiceDispatchers>().As(ServiceAccounts.Operator("bench", TimeProvider.System));
        await state.ExecuteAsync("create table public.raw_officer (like published.officer including all); create table public.kept_officer as table published.officer");
        var officers = (await state.ReadAsync<long>("select count(*) from published.officer"))[0];
        await Pairs.MeasureAsync("5b", string.Create(CultureInfo.InvariantCulture, $"{officers:N0} officers published anew / raw inserts of the rows"),
            Math.Min(3, options.Rounds), () => RebuildAsync(state, door, officers), () => InsertAsync(state, officers), 0.5);
        await HundredAsync(state, services, door, options);
    }

    private static async Task<double> RebuildAsync(BenchState state, IDispatcher door, long officers)
    {
        await state.ExecuteAsync("truncate published.officer");
        var watch = Stopwatch.StartNew();
        Demand(await door.Send(new RebuildPublicationCommand()));
        return officers / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> InsertAsync(BenchState state, long officers)
    {
        await state.ExecuteAsync("truncate public.raw_officer");
        var watch = Stopwatch.StartNew();
        await state.ExecuteAsync("insert into public.raw_officer select * from public.kept_officer");
        return officers / watch.Elapsed.TotalSeconds;
    }

    // From the moment it is known that they changed to the moment the public sees it.
    private static async Task HundredAsync(BenchState state, ServiceProvider services, IDispatcher door, Options options)
    {
        var outbox = services.GetRequiredService<OutboxDispatcher>();
        var persons = await state.ReadAsync<Guid>($"select person_id from certification.status_report where valid_to is null and superseded_at is null order by md5(person_id::text) limit {Changed}");
        var times = new List<double>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            await state.ExecuteAsync($"update certification.status_report set as_of = as_of - 1 where valid_to is null and superseded_at is null and person_id in ({string.Join(',', persons.Select(p => $"'{p}'"))})");
            var watch = Stopwatch.StartNew();
            Demand(await door.Send(new NotePublicationDueCommand(persons)));
            while (await outbox.DispatchAsync(default) > 0) { }
            if (round > 0) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        var median = Pairs.Median(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"5b  {Changed} changed officers, known to shown: {median:N0} ms ({times.Min():N0} to {times.Max():N0})  at most {MostMilliseconds:N0} ms  {(median <= MostMilliseconds ? "reached" : "NOT REACHED")}"));
    }

    private static void Demand(Result<Done> done)
    {
        if (done.Refusal is { } refusal) throw new InvalidOperationException(refusal.Text);
    }
}
