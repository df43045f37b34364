using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Post.Certification.Tests.Year;

/// <summary>Throws out every connection of the product at moments drawn by chance, as when the process that held them dies.</summary>
internal sealed class Cuts(PortalHost host, int chancesIn1000, int seed)
{
    private const int LatestMilliseconds = 14;

    private readonly Random _dice = new(seed);
    private bool _logWaits;

    /// <summary>Never cuts.</summary>
    public static Cuts None(PortalHost host) => new(host, 0, 0);

    /// <summary>How often somebody pulled the plug.</summary>
    public int Made { get; private set; }

    /// <summary>How often work that was under way fell by it: cuts that hit nothing would prove nothing.</summary>
    public int Hit { get; private set; }

    /// <summary>Whether a host stays away over a night.</summary>
    public bool NightDown() => chancesIn1000 > 0 && _dice.Next(1000) < 2 * chancesIn1000;

    /// <summary>Whether the next piece of work is cut off.</summary>
    public bool Draw() => chancesIn1000 > 0 && _dice.Next(1000) < chancesIn1000;

    public Task<Cut<T>> UnderAsync<T>(Func<Task<T>> work) => UnderAsync(work, Draw());

    /// <summary>Does the work, and perhaps cuts it off; afterwards it may be done, not done, or done without an answer.</summary>
    public async Task<Cut<T>> UnderAsync<T>(Func<Task<T>> work, bool cut)
    {
        if (!cut) return new Cut<T>(false, true, await work());
        Made++;
        _logWaits = true;
        var running = Task.Run(work);
        await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(LatestMilliseconds)));
        await host.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'post_app'");
        try
        {
            var answer = await running;
            return new Cut<T>(true, true, answer);
        }
        catch (Exception died) when (died is NpgsqlException or InvalidOperationException or DbUpdateException or OperationCanceledException)
        {
            Hit++;
            return new Cut<T>(true, false, default);
        }
        finally
        {
            // A new process has no connections of the old one.
            host.Services.GetRequiredService<NpgsqlDataSource>().Clear();
        }
    }

    /// <summary>
    /// Whether the connection of the log may still be the one that a cut threw out: the first act after it that is recorded beside its
    /// transaction is refused then, and the next finds a new connection. Once for a cut.
    /// </summary>
    public bool LogWaits()
    {
        var waits = _logWaits;
        _logWaits = false;
        return waits;
    }

    /// <summary>A request that the product itself answered as not done, for want of its database.</summary>
    public void CountHit() => Hit++;
}

/// <param name="Pulled">Whether the plug was pulled.</param>
/// <param name="Answered">Whether there is an answer.</param>
/// <param name="Answer">The answer.</param>
internal sealed record Cut<T>(bool Pulled, bool Answered, T? Answer);
