using System.Collections.Concurrent;

namespace Post.App.Entry;

/// <summary>How many connected circuits each session holds here: one person must not take all the server's memory (threat 7).</summary>
internal sealed class CircuitCount(HostSettings settings)
{
    private readonly ConcurrentDictionary<Guid, int> _open = new();

    public void Open(Guid session)
    {
        if (_open.AddOrUpdate(session, 1, (_, n) => n + 1) <= settings.CircuitsPerSession) return;
        Close(session);
        throw new InvalidOperationException("This session has too many pages open.");
    }

    /// <summary>A page that was let in before and lost its connection is not turned away when it comes back.</summary>
    public void Return(Guid session) => _open.AddOrUpdate(session, 1, (_, n) => n + 1);

    public void Close(Guid session)
    {
        if (_open.AddOrUpdate(session, 0, (_, n) => n - 1) <= 0) _open.TryRemove(new KeyValuePair<Guid, int>(session, 0));
    }
}
