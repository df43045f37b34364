using System.Collections.Concurrent;

namespace Post.AccessReview.Facts;

/// <summary>Answers kept for half a minute, so that a rule asked with every request costs no round trip with each.</summary>
internal sealed class Remembered<TKey, TValue>(TimeProvider clock) where TKey : notnull
{
    private const int KeptAtMost = 10_000;

    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TKey, (DateTimeOffset At, TValue Value)> _answers = new();

    public async ValueTask<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> ask)
    {
        if (TryGet(key, out var known)) return known;
        return Keep(key, await ask(key));
    }

    public bool TryGet(TKey key, out TValue value)
    {
        var found = _answers.TryGetValue(key, out var answer) && clock.GetUtcNow() - answer.At < s_trusted;
        value = found ? answer.Value : default!;
        return found;
    }

    public TValue Keep(TKey key, TValue value)
    {
        if (_answers.Count >= KeptAtMost) _answers.Clear();
        _answers[key] = (clock.GetUtcNow(), value);
        return value;
    }

    /// <summary>At once here, within half a minute on other nodes.</summary>
    public void Forget(TKey key) => _answers.TryRemove(key, out _);
}
