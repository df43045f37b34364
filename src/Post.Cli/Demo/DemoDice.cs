namespace Post.Cli.Demo;

/// <summary>Chance that falls alike for the same seed on every machine and runtime (SplitMix64).</summary>
internal sealed class DemoDice(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool OneIn(int times) => Below(times) == 0;

    public bool Percent(double share) => Below(100_000) < share * 1000;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>Values that come up in proportion to their weights.</summary>
internal sealed class Weighted<T>
{
    private readonly (int UpTo, T Value)[] _values;
    private readonly int _total;

    public Weighted(params (int Weight, T Value)[] values)
    {
        _values = new (int, T)[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _total += values[i].Weight;
            _values[i] = (_total, values[i].Value);
        }
    }

    public T Pick(DemoDice dice)
    {
        var at = dice.Below(_total);
        return Array.Find(_values, v => at < v.UpTo).Value;
    }
}
