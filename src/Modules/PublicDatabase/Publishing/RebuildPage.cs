using System.Collections.Concurrent;
using Post.Kernel.Requests;

namespace Post.PublicDatabase.Publishing;

/// <summary>A page of a rebuild: whose turns do not disturb it, and whether it may read before its own turn.</summary>
internal sealed record RebuildPage(RebuildTurns Turns, bool MayReadAhead);

/// <summary>
/// The turns that the pages of one rebuild took. No person is on two pages, so one page makes nothing that another has read
/// out of date, even while it is still being written.
/// </summary>
internal sealed class RebuildTurns
{
    private readonly ConcurrentDictionary<long, bool> _taken = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first page has its turn: who comes after it may read ahead.</summary>
    public Task Begun => _begun.Task;

    public void Took(long turn)
    {
        _taken[turn] = true;
        _begun.TrySetResult();
    }

    public bool Owns(long turn) => _taken.ContainsKey(turn);

    /// <summary>Whether every turn from the first of these to before the second was taken by a page of this rebuild.</summary>
    public bool OwnAll(long first, long end)
    {
        for (var turn = first; turn < end; turn++)
        {
            if (!Owns(turn)) return false;
        }

        return true;
    }
}

/// <summary>What was read ahead may be out of date: another publisher took a turn in between, or the day changed.</summary>
internal sealed record OutOfTurn() : Refusal("Somebody else published in between. The page is read again.");
