using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Post.Kernel.Time;

namespace Post.PublicDatabase.Snapshot;

/// <summary>
/// Gives each request a publication that was checked within the lease that publishers wait out, so that it cannot see
/// what was withdrawn before it came. One check is under way at a time; those who find no lease wait together for the
/// next. While the database cannot be reached the last publication stays: nothing can be withdrawn there either.
/// </summary>
internal sealed class SnapshotStore(
    SnapshotReader reader, PublicationLease lease, TimeProvider clock, ILogger<SnapshotStore> log)
    : IPublishedSnapshots
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<PublishedSnapshot>? _waiting;
    private bool _checking;
    private volatile Held? _held;
    private DateTimeOffset? _unreachableSince;

    /// <summary>Since when the database has not answered; null while it does.</summary>
    public DateTimeOffset? UnreachableSince => _unreachableSince;

    public ValueTask<PublishedSnapshot> CurrentAsync(CancellationToken ct = default)
    {
        if (_held is { } held && Stopwatch.GetTimestamp() < held.LeaseEnd && held.Today == clock.Today())
        {
            return new ValueTask<PublishedSnapshot>(held.Snapshot);
        }

        Task<PublishedSnapshot> next;
        lock (_gate)
        {
            _waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            next = _waiting.Task;
            if (!_checking)
            {
                _checking = true;
                _ = Task.Run(CheckWhileAskedAsync, CancellationToken.None);
            }
        }

        return new ValueTask<PublishedSnapshot>(ct.CanBeCanceled ? next.WaitAsync(ct) : next);
    }

    private async Task CheckWhileAskedAsync()
    {
        while (TakeWaiting() is { } asked)
        {
            try
            {
                asked.SetResult(await CheckAsync());
            }
            catch (Exception failure)
            {
                // Told to everyone who waits; the loop goes on, or later requests would wait for ever.
                asked.SetException(failure);
            }
        }
    }

    private TaskCompletionSource<PublishedSnapshot>? TakeWaiting()
    {
        lock (_gate)
        {
            var asked = _waiting;
            _waiting = null;
            if (asked is null) _checking = false;
            return asked;
        }
    }

    private async Task<PublishedSnapshot> CheckAsync()
    {
        var today = clock.Today();
        var askedAt = Stopwatch.GetTimestamp();
        // Yesterday's publication is not today's: a date rule may have taken somebody out at midnight (K8).
        if (_held is { } held && held.Today == today && await StillHoldsAsync(held))
        {
            _held = held with { LeaseEnd = lease.EndOf(askedAt) };
            return held.Snapshot;
        }

        try
        {
            var loaded = await reader.LoadAsync(today, CancellationToken.None);
            _held = new Held(loaded, today, lease.EndOf(askedAt));
            _unreachableSince = null;
            return loaded;
        }
        catch (Exception failure) when (IsUnreachable(failure))
        {
            // Known to be out of date: no later check may fall back on it.
            _held = null;
            Note(failure);
            throw new SnapshotUnavailableException(failure);
        }
    }

    private async Task<bool> StillHoldsAsync(Held held)
    {
        try
        {
            var version = await reader.VersionAsync(CancellationToken.None);
            _unreachableSince = null;
            return held.Snapshot.State.Version == version;
        }
        catch (Exception failure) when (IsUnreachable(failure))
        {
            Note(failure);
            return true;
        }
    }

    private void Note(Exception failure)
    {
        if (_unreachableSince is null) log.LogError(failure, "The published copies cannot be read");
        _unreachableSince ??= clock.GetUtcNow();
    }

    private static bool IsUnreachable(Exception failure) =>
        failure is NpgsqlException or TimeoutException or IOException;

    private sealed record Held(PublishedSnapshot Snapshot, DateOnly Today, long LeaseEnd);
}

/// <summary>No publication could be read yet, or none for this day; the site answers 503.</summary>
internal sealed class SnapshotUnavailableException(Exception inner)
    : Exception("The published copies cannot be read. Is the database running, and has scripts/post publish been run?",
        inner);
